/** What the engine offers. See README.md in this folder. */
export { canonical, hashOf } from './canonical.ts';
export type { Command, CommandType, RetryPolicy } from './command.ts';
export { compile } from './compile.ts';
export { expandApprovals } from './expand/approval.ts';
export { nextDueAt } from './due.ts';
export type { Actor, DocumentRef, EngineEvent, EventOf, EventType, StartData, Variables } from './event.ts';
export { faultOf } from './fault.ts';
export { judgeForm } from './form.ts';
export type { Incident, JournalEntry, JournalRecord, OpenUserTask, Subscription } from './journal.ts';
export {
  defaultLimits,
  type Limits,
  type LiteralDecision,
  type Node,
  type Programme,
  type ProgrammeSource,
} from './programme.ts';
export { ledgersOf } from './ledger-history.ts';
export type { Rejection } from './rejection.ts';
export { replay } from './replay.ts';
export type { PendingCommand, Scope, State, Timer, Token } from './state.ts';
export { accepts, start, type Transition, transition } from './transition.ts';
