/**
 * The shape of a process definition: what an administrator writes. The JSON Schema in this folder is the source of
 * truth; `npm run generate` makes the types from it, this file names what others import.
 *
 * Flat `elements[]` and `flows[]`; order in the file is significant; sub-process by `parent`, boundary events by
 * `attachedTo`, `triggers[]` always an array. Element names and semantics are BPMN 2.0's (section 13).
 */
import type { AbstractTask, Element, ManualTask, ParallelGateway } from './generated/definition.ts';

export type {
  AbstractTask,
  AdHocSubProcess,
  Approval,
  ApprovalStage,
  Assignment,
  BoundaryEvent,
  BusinessRuleTask,
  CallActivity,
  CancelTrigger,
  CanonicalStatus,
  CaughtMessage,
  CompensationTrigger,
  ComplexGateway,
  ConditionalTrigger,
  DataObject,
  Deadline,
  DeadlineAction,
  DeadlineTrigger,
  Declaration,
  DocumentRule,
  Element,
  EndEvent,
  ErrorDeclaration,
  ErrorTrigger,
  EscalationTrigger,
  EventBasedGateway,
  EventSubProcess,
  ExclusiveGateway,
  Extension,
  Feel,
  FileFormat,
  Form,
  InclusiveGateway,
  IntermediateCatchEvent,
  IntermediateThrowEvent,
  IsoValue,
  JsonSchema,
  LinkTrigger,
  Loop,
  ManualTask,
  Mapping,
  MessageDeclaration,
  MessageTrigger,
  MultiInstanceLoop,
  Outcome,
  ParallelGateway,
  Parameter,
  ProcessDefinition,
  ReceiveTask,
  Reminder,
  Retry,
  ScriptTask,
  SendTask,
  SequenceFlow,
  ServiceTask,
  SignalTrigger,
  StandardLoop,
  StartEvent,
  StatusChange,
  StatusRule,
  SubProcess,
  Suspension,
  Term,
  TerminateTrigger,
  TermUnit,
  Text,
  ThrownMessage,
  TimerTrigger,
  Transaction,
  Trigger,
  UserTask,
} from './generated/definition.ts';

export type ElementType = Element['type'];

/** What every element has: a gateway without particulars has nothing else. */
export type ElementBase = Omit<ParallelGateway, 'type'>;

/** What every activity has: a task without particulars has nothing else. */
export type ActivityBase = Omit<AbstractTask | ManualTask, 'type'>;

/** What every expression of an instance sees as `case`: facts of the engine, not variables. */
export interface CaseContext {
  id: string;
  number: string | null;
  startedAt: string;
  status: string | null;
  /** Due moment (date and time) by deadline id, of the newest ledger of that id. */
  dueAt: { [deadlineId: string]: string };
  /** User ids by element id. */
  completedBy: { [elementId: string]: string[] };
  /** File ids by document key. */
  documents: { [document: string]: string[] };
  /** Keys of required documents that have no file yet. */
  missingDocuments: string[];
  links: { kind: string; instanceId: string }[];
}
