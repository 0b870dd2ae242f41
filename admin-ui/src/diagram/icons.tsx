import Add from '@mui/icons-material/Add';
import AltRoute from '@mui/icons-material/AltRoute';
import ApprovalIcon from '@mui/icons-material/Approval';
import BackHand from '@mui/icons-material/BackHand';
import Bolt from '@mui/icons-material/Bolt';
import CallMade from '@mui/icons-material/CallMade';
import Circle from '@mui/icons-material/CircleOutlined';
import Close from '@mui/icons-material/Close';
import Code from '@mui/icons-material/Code';
import Event from '@mui/icons-material/Event';
import FastRewind from '@mui/icons-material/FastRewind';
import Hexagon from '@mui/icons-material/HexagonOutlined';
import Launch from '@mui/icons-material/Launch';
import MailOutline from '@mui/icons-material/MailOutlined';
import Person from '@mui/icons-material/PersonOutlined';
import Rule from '@mui/icons-material/Rule';
import Schedule from '@mui/icons-material/Schedule';
import Send from '@mui/icons-material/SendOutlined';
import Settings from '@mui/icons-material/SettingsOutlined';
import Share from '@mui/icons-material/Share';
import Signal from '@mui/icons-material/ChangeHistory';
import Star from '@mui/icons-material/StarBorder';
import Stop from '@mui/icons-material/Stop';
import Subtasks from '@mui/icons-material/AccountTreeOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import type { Element, ElementType, Trigger } from '../../../definitions/schema/definition.ts';

const byTrigger = {
  timer: Schedule,
  deadline: Event,
  message: MailOutline,
  signal: Signal,
  error: Bolt,
  escalation: CallMade,
  conditional: Rule,
  compensation: FastRewind,
  cancel: Close,
  terminate: Stop,
  link: Launch,
} as const satisfies Record<Trigger['type'], SvgIconComponent>;

const byType = {
  startEvent: Circle,
  intermediateCatchEvent: Circle,
  intermediateThrowEvent: Circle,
  boundaryEvent: Circle,
  endEvent: Circle,
  userTask: Person,
  serviceTask: Settings,
  sendTask: Send,
  receiveTask: MailOutline,
  scriptTask: Code,
  businessRuleTask: Rule,
  manualTask: BackHand,
  task: Circle,
  callActivity: Launch,
  approval: ApprovalIcon,
  subProcess: Subtasks,
  eventSubProcess: Subtasks,
  transaction: Subtasks,
  adHocSubProcess: Subtasks,
  exclusiveGateway: Close,
  parallelGateway: Add,
  inclusiveGateway: Circle,
  eventBasedGateway: Hexagon,
  complexGateway: Star,
} as const satisfies Record<ElementType, SvgIconComponent>;

/** The sign inside an element; events show what triggers them. */
export function iconOf(element: Element): SvgIconComponent {
  const triggers = 'triggers' in element ? element.triggers : undefined;
  if (triggers && triggers.length > 1)
    return 'parallelMultiple' in element && element.parallelMultiple ? AltRoute : Share;
  const [trigger] = triggers ?? [];
  return trigger ? byTrigger[trigger.type] : byType[element.type];
}
