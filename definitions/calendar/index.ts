/** What the calendar offers. See README.md in this folder. */
export {
  closeLedger,
  confirmLedger,
  type Extending,
  extendLedger,
  fulfilLedger,
  moveLedger,
  type Moving,
  type Restart,
  restartLedger,
  type Restoration,
  restoreLedger,
  type Resumption,
  resumeLedger,
  suspendLedger,
  type Suspension,
} from './actions.ts';
export { checkTerm, termUnits } from './check.ts';
export { checkCalendar, checkSchedule } from './check-calendar.ts';
export { countDeadline, type DeadlineQuestion } from './count-deadline.ts';
export type { CalendarData, Calendars, DayClass, Schedule } from './data.ts';
export { explain, summarise, warningsOf } from './explain.ts';
export type {
  CountedTerm,
  Ledger,
  LedgerEntry,
  LedgerReminder,
  LedgerRule,
  LegalEvent,
  OpenLedger,
  Recorded,
  Step,
} from './ledger.ts';
export { checkLegalEvent, correctLegalEvent, followLedger, recordLegalEvent } from './legal-events.ts';
export { openLedger } from './open.ts';
export { type CalendarAddition, overlayCalendar } from './overlay.ts';
export { parseTerm } from './parse-term.ts';
export { checkCalendarRemoval, type LedgerShift, previewCalendarChange } from './preview.ts';
export type { Outcome, Problem } from './problem.ts';
export { type ProblemCode, problemMessages } from './problem-messages.ts';
export { recomputeLedger } from './recompute.ts';
export type { Regime } from './regime.ts';
export { findRegime, regimes } from './regimes.ts';
export { type Remaining, remainingOf } from './remaining.ts';
export { dueAfter, dueBefore } from './reminders.ts';
export { addWorkingDays, describeDay } from './working-days.ts';
