/** What the engine offers. See README.md in this folder. */
export type { Actor, DocumentRef, EngineEvent, EventOf, EventType, StartData, Variables } from './event.ts';
export type { Command, CommandType, RetryPolicy } from './command.ts';
export type { Incident, JournalEntry, JournalRecord, OpenUserTask, Subscription } from './journal.ts';
export { defaultLimits, type Limits, type LiteralDecision, type ProgrammeSource } from './programme.ts';
export type { PendingCommand, Scope, State, Timer, Token } from './state.ts';
export type { Rejection } from './rejection.ts';
