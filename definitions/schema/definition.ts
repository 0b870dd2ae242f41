/**
 * The shape of a process definition: what an administrator writes. Hand-written until the JSON Schema generates it;
 * the schema in this folder is the source of truth, a freshness test compares the two.
 *
 * Flat `elements[]` and `flows[]`; order in the file is significant; sub-process by `parent`, boundary events by
 * `attachedTo`, `triggers[]` always an array. Element names and semantics are BPMN 2.0's (section 13).
 */

/** Words a person reads. Russian is required, English falls back to it. */
export interface Text {
  ru: string;
  en?: string;
}

/**
 * A FEEL expression over the variables in scope, without a leading "=". Besides variables it sees `parameters` and
 * `case` (CaseContext). `outputs` see in addition: of a user task `form`, `outcome`, `reason`, `completedBy` (user id);
 * of a service task, a call and a caught message `output` and its properties by name; of a caught error `error.code`,
 * `error.message`, `error.payload`.
 */
export type Feel = string;

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

/** ISO 8601 text, or a FEEL expression that yields it (or a FEEL date/duration). */
export type IsoValue = string | { feel: Feel };

export type JsonSchema = { [key: string]: unknown };

export interface ProcessDefinition {
  $schema?: string;
  /** Version of this language; 1. */
  language: 1;
  /** Stable key of the procedure, `[a-z][a-z0-9-]*`. */
  key: string;
  title: Text;
  description?: Text;
  /** Legal basis of the whole procedure, as text a lawyer reads. */
  basis?: string;
  /** Requirement ids this procedure answers (P-20, R-028 ...). */
  requirements?: string[];
  category?: string;
  owner?: string;
  /** IANA zone of the ledgers; default Europe/Moscow. */
  zone?: string;
  /** Editable figures: visible to FEEL as `parameters.<name>`. */
  parameters?: Parameter[];
  /** Case data by JSON Schema 2020-12. */
  data?: { schema: JsonSchema };
  /** Mask of the case number, for example `AB-######-####`. */
  numbering?: { mask: string };
  documents?: DocumentRule[];
  statuses?: StatusRule[];
  messages?: MessageDeclaration[];
  signals?: Declaration[];
  errors?: ErrorDeclaration[];
  escalations?: ErrorDeclaration[];
  /** BPMN data objects: variables of the scope named by `parent` (the process if absent) with an initial value. */
  dataObjects?: DataObject[];
  /** Deadlines of the whole instance. */
  deadlines?: Deadline[];
  elements: Element[];
  flows: SequenceFlow[];
}

export interface Parameter {
  name: string;
  title: Text;
  value: string | number | boolean;
  basis?: string;
  requirement?: string;
}

export type FileFormat = 'pdf' | 'jpg' | 'png' | 'docx' | 'xml';

export interface DocumentRule {
  key: string;
  title: Text;
  description?: Text;
  formats: FileFormat[];
  /** Upper bound of one file, in bytes; at most 10 MB. */
  maxBytes: number;
  required?: boolean;
  /** FEEL: required when true (P-21: the set depends on the reason). */
  requiredWhen?: Feel;
  maxCount?: number;
  /** Taken over by reference (same file id) from the instance linked so, when the applicant attaches none. */
  inherits?: { link: string; document: string };
}

export type CanonicalStatus =
  | 'RECEIVED' | 'IN_PROGRESS' | 'WAITING_CLIENT' | 'APPROVED' | 'REJECTED' | 'COMPLETED' | 'ESCALATED' | 'REPEAT'
  | 'CRITICAL' | 'ANNULLED' | 'AMENDED' | 'UPHELD' | 'PAID' | 'PARTIAL' | 'UNPAID' | 'SIGNED' | 'INVALID' | 'WITHDRAWN';

export interface StatusRule {
  code: string;
  title: Text;
  canonical: CanonicalStatus;
}

export interface Declaration {
  name: string;
  title?: Text;
}

export interface MessageDeclaration extends Declaration {
  /** JSON Schema the payload must satisfy. */
  payload?: JsonSchema;
}

export interface ErrorDeclaration {
  code: string;
  title?: Text;
}

export interface DataObject {
  name: string;
  parent?: string;
  title?: Text;
  value?: unknown;
}

/** A status change when a token enters the element (R-041: with date and a short reason). */
export interface StatusChange {
  code: string;
  reason?: Text;
  /** FEEL yielding the reason text; wins over `reason`. */
  reasonFrom?: Feel;
}

// ---------------------------------------------------------------- deadlines

export type TermUnit =
  | 'minutes' | 'hours' | 'workingHours' | 'workingDays' | 'calendarDays' | 'weeks' | 'halfMonths' | 'months'
  | 'quarters' | 'years' | 'fixedDate';

export interface Term {
  /** A whole number of units, or FEEL yielding one; for `fixedDate` an ISO date. */
  amount: number | string | { feel: Feel };
  unit: TermUnit;
}

export interface Deadline {
  id: string;
  title: Text;
  term: Term;
  /**
   * What the term runs from: `entered` (the element or instance began, the default), a legal event kind
   * (`received`, `registered`, `delivered`, `completePackage`, `inForce`), FEEL yielding a date-time, or the expiry of another deadline.
   */
  from?: 'entered' | { event: string; deemedAfter?: Term } | { feel: Feel } | { deadline: string };
  /** What fulfils it: `left` (the element or instance ended, the default) or a legal event kind (`signed`, `dispatched`, `delivered`). */
  until?: 'left' | { event: string };
  direction?: 'after' | 'before';
  /** Key of a regime preset (start rule, counting days, roll, end of day), for example `civil-code`, `59-fz`, `internal`. */
  regime: string;
  /** Key of the production calendar; default `ru`. */
  calendar?: string;
  /** Key of the schedule that gives `workingHours`. */
  schedule?: string;
  class: 'statutory' | 'regulatory' | 'internal' | 'service';
  owner: 'authority' | 'applicant' | 'thirdParty';
  /** Legal basis as text. */
  basis: string;
  /** Absent: the term is never suspended. */
  suspension?: { basis: string; grounds: Text[]; cap?: Term };
  extension?: { basis: string; cap: Term; noticeBasis?: string; role?: string };
  reminders?: Reminder[];
  /** What follows a breach. Nothing refuses or decides by itself unless `basis` says so. */
  consequences?: DeadlineAction[];
}

export interface Reminder {
  /** How long before the due moment. */
  before: Term;
  actions: DeadlineAction[];
}

export type DeadlineAction =
  | { type: 'escalate'; candidateGroups: string[] }
  | { type: 'raisePriority'; by: number }
  | { type: 'notify'; connector: string; inputs?: Mapping[] }
  | { type: 'status'; status: StatusChange };

// ---------------------------------------------------------------- data flow

/** `to` is a variable name or dotted path; `value` is FEEL. */
export interface Mapping {
  to: string;
  value: Feel;
}

// ---------------------------------------------------------------- triggers

export type Trigger =
  | TimerTrigger | DeadlineTrigger | MessageTrigger | SignalTrigger | ErrorTrigger | EscalationTrigger
  | ConditionalTrigger | CompensationTrigger | CancelTrigger | TerminateTrigger | LinkTrigger;

/** Exactly one of date, duration, cycle. */
export interface TimerTrigger {
  type: 'timer';
  date?: IsoValue;
  duration?: IsoValue;
  cycle?: IsoValue;
}

/** Fires at the due moment of a deadline in scope, or `before` / `after` it. */
export interface DeadlineTrigger {
  type: 'deadline';
  deadline: string;
  before?: Term;
  after?: Term;
}

export interface MessageTrigger {
  type: 'message';
  message: string;
  /** FEEL; a message with a key finds only a subscription with the same key. */
  correlationKey?: Feel;
  /** Throwing: the payload. */
  payload?: Mapping[];
  /** Throwing: FEEL yielding the id of the one instance meant. */
  toInstance?: Feel;
  /** Catching: what of `message` goes where; absent: the payload's properties become variables. */
  outputs?: Mapping[];
}

export interface SignalTrigger {
  type: 'signal';
  signal: string;
  payload?: Mapping[];
  outputs?: Mapping[];
}

/** Catching without `error` catches any. Throwing needs it. */
export interface ErrorTrigger {
  type: 'error';
  error?: string;
  payload?: Mapping[];
  outputs?: Mapping[];
}

export interface EscalationTrigger {
  type: 'escalation';
  escalation?: string;
  payload?: Mapping[];
  outputs?: Mapping[];
}

export interface ConditionalTrigger {
  type: 'conditional';
  condition: Feel;
}

/**
 * Throwing: `activity` names what is compensated; absent: everything completed in the scope. Catching (boundary): none;
 * the one flow that leaves the boundary event leads to its handler, an activity marked `forCompensation` (BPMN's association).
 */
export interface CompensationTrigger {
  type: 'compensation';
  activity?: string;
}

export interface CancelTrigger {
  type: 'cancel';
}

export interface TerminateTrigger {
  type: 'terminate';
}

export interface LinkTrigger {
  type: 'link';
  link: string;
}

// ---------------------------------------------------------------- elements

export interface ElementBase {
  id: string;
  title: Text;
  description?: Text;
  /** Id of the enclosing sub-process; absent: the process. */
  parent?: string;
  /** Stage, department and basis as the regulation's table shows them. */
  stage?: string;
  department?: string;
  basis?: string;
  status?: StatusChange;
  /** Why this wait has no deadline. */
  noDeadlineBecause?: string;
}

export interface ActivityBase extends ElementBase {
  inputs?: Mapping[];
  outputs?: Mapping[];
  loop?: Loop;
  deadlines?: Deadline[];
  startQuantity?: number;
  completionQuantity?: number;
  forCompensation?: boolean;
}

export type Loop = StandardLoop | MultiInstanceLoop;

/** Goes on while `condition` holds, tested after each run unless `testBefore`; `maximum` caps the runs. */
export interface StandardLoop {
  type: 'standard';
  condition?: Feel;
  testBefore?: boolean;
  maximum?: number;
}

export interface MultiInstanceLoop {
  type: 'multiInstance';
  sequential?: boolean;
  /** FEEL: number of instances; or a list in `collection`. */
  cardinality?: Feel;
  collection?: Feel;
  /** Variable that holds the item in each instance; `loopCounter` (from 1) is always there. */
  item?: string;
  /** FEEL evaluated in each finished instance and collected into `outputCollection`, in the order of the items. */
  output?: Feel;
  outputCollection?: string;
  completionCondition?: Feel;
  /** BPMN `behavior`: when an event is thrown as instances complete. Default `all` (none thrown). */
  behavior?: 'none' | 'one' | 'all' | 'complex';
  /** Thrown for `none` and `one`. */
  event?: Trigger;
  /** For `complex`: conditions with the event each throws. */
  complex?: { condition: Feel; event: Trigger }[];
}

export interface StartEvent extends ElementBase {
  type: 'startEvent';
  /** None start: empty or absent. */
  triggers?: Trigger[];
  parallelMultiple?: boolean;
  /** For the start of an event sub-process. Default true. */
  interrupting?: boolean;
  /** What the applicant or system fills in to start. */
  form?: Form;
  /** Documents (keys) that may be attached here; required ones must be present to start. */
  documents?: string[];
  /** `accept`: starts without required documents too; they are asked for inside the case. Default `refuse`. */
  incompletePackage?: 'refuse' | 'accept';
}

export interface IntermediateCatchEvent extends ElementBase {
  type: 'intermediateCatchEvent';
  triggers: Trigger[];
  parallelMultiple?: boolean;
  deadlines?: Deadline[];
}

export interface IntermediateThrowEvent extends ElementBase {
  type: 'intermediateThrowEvent';
  /** Empty: a milestone. */
  triggers?: Trigger[];
}

export interface BoundaryEvent extends ElementBase {
  type: 'boundaryEvent';
  attachedTo: string;
  triggers: Trigger[];
  parallelMultiple?: boolean;
  /** Default true. */
  interrupting?: boolean;
}

export interface EndEvent extends ElementBase {
  type: 'endEvent';
  triggers?: Trigger[];
}

export interface Form {
  /** JSON Schema 2020-12, judged by the eval-free interpreter everywhere. */
  schema: JsonSchema;
  ui?: { [key: string]: unknown };
}

export interface Outcome {
  key: string;
  title: Text;
  requiresReason?: boolean;
}

export interface Assignment {
  candidateGroups?: string[];
  candidateUsers?: string[];
  /** FEEL yielding a list of group ids / user ids. */
  candidateGroupsFrom?: Feel;
  candidateUsersFrom?: Feel;
  assigneeFrom?: Feel;
  /** Whoever completed one of these elements in this instance can't be an owner. */
  excludeCompletersOf?: string[];
  /** FEEL yielding a list of user ids that can't be owners. */
  excludedUsersFrom?: Feel;
}

export interface UserTask extends ActivityBase {
  type: 'userTask';
  /** Who performs it: an official (default) or the applicant on the applicant's page. */
  performer?: 'official' | 'applicant';
  assignment?: Assignment;
  form?: Form;
  outcomes?: Outcome[];
  /** 0..100, default 50; or FEEL. */
  priority?: number | { feel: Feel };
  /** Documents (keys) that may be attached here; required ones must be present to complete. */
  documents?: string[];
}

export interface ServiceTask extends ActivityBase {
  type: 'serviceTask';
  /** Key of the connector, for example `notify.email`. */
  connector: string;
  settings?: { [key: string]: unknown };
  retry?: { maxAttempts?: number; initialInterval?: string; maxInterval?: string; backoff?: number };
}

export interface SendTask extends ActivityBase {
  type: 'sendTask';
  message: Omit<MessageTrigger, 'type' | 'outputs'>;
}

export interface ReceiveTask extends ActivityBase {
  type: 'receiveTask';
  message: Omit<MessageTrigger, 'type' | 'payload' | 'toInstance'>;
  /** True: the process starts here when the message comes. */
  instantiate?: boolean;
}

export interface ScriptTask extends ActivityBase {
  type: 'scriptTask';
  assignments: Mapping[];
}

export interface BusinessRuleTask extends ActivityBase {
  type: 'businessRuleTask';
  /** Key of a decision in the programme. */
  decision: string;
  /** Variable that takes the result. */
  result: string;
}

export interface ManualTask extends ActivityBase {
  type: 'manualTask';
}

/** A task of no declared kind: passes through. */
export interface AbstractTask extends ActivityBase {
  type: 'task';
}

export interface CallActivity extends ActivityBase {
  type: 'callActivity';
  /** Key of the called procedure; its version is fixed at publish. */
  calls: string;
  version?: number;
}

export interface SubProcess extends ActivityBase {
  type: 'subProcess';
}

export interface EventSubProcess extends ElementBase {
  type: 'eventSubProcess';
  deadlines?: Deadline[];
}

export interface Transaction extends ActivityBase {
  type: 'transaction';
}

export interface AdHocSubProcess extends ActivityBase {
  type: 'adHocSubProcess';
  ordering?: 'parallel' | 'sequential';
  completionCondition?: Feel;
  /** Default true: cancel what still runs when the condition holds. */
  cancelRemaining?: boolean;
  /** `automatic` (default): every inner activity without incoming flow runs once; `manual`: officials start them. */
  activation?: 'automatic' | 'manual';
}

export interface ExclusiveGateway extends ElementBase {
  type: 'exclusiveGateway';
}
export interface ParallelGateway extends ElementBase {
  type: 'parallelGateway';
}
export interface InclusiveGateway extends ElementBase {
  type: 'inclusiveGateway';
}
export interface EventBasedGateway extends ElementBase {
  type: 'eventBasedGateway';
  /** True: the process starts here. */
  instantiate?: boolean;
  /** `parallel` only when instantiating: all events must come. */
  kind?: 'exclusive' | 'parallel';
}
export interface ComplexGateway extends ElementBase {
  type: 'complexGateway';
  /** FEEL over variables and `activationCount`. */
  activationCondition?: Feel;
}

/** Composite: expands to the elements above before it is run. */
export interface Approval extends ActivityBase {
  type: 'approval';
  stages: ApprovalStage[];
  /** Which visas stay valid when the author brings a new draft. */
  visasSurvive: 'none' | 'agreed' | 'sameDocument';
  /** FEEL yielding the SHA-256 of the document the visas are bound to. */
  documentHash: Feel;
  /** Who reworks a returned draft. */
  author: Assignment;
  maxRounds?: number;
}

export interface ApprovalStage {
  id: string;
  title: Text;
  mode: 'serial' | 'parallel';
  /** Fixed approvers, each an assignment, or FEEL yielding a list of `{ user }` / `{ group }`. */
  approvers: Assignment[] | { feel: Feel };
  term?: Deadline;
}

export type Element =
  | StartEvent | IntermediateCatchEvent | IntermediateThrowEvent | BoundaryEvent | EndEvent
  | UserTask | ServiceTask | SendTask | ReceiveTask | ScriptTask | BusinessRuleTask | ManualTask | AbstractTask
  | CallActivity | SubProcess | EventSubProcess | Transaction | AdHocSubProcess
  | ExclusiveGateway | ParallelGateway | InclusiveGateway | EventBasedGateway | ComplexGateway
  | Approval;

export type ElementType = Element['type'];

export interface SequenceFlow {
  id: string;
  from: string;
  to: string;
  title?: Text;
  condition?: Feel;
  default?: boolean;
}
