import { explain, type Ledger, remainingOf, summarise, warningsOf } from '../../../definitions/calendar/index.ts';
import type { Deadline, ProcessDefinition } from '../../../definitions/schema/definition.ts';
import type { Calendars } from '../../../definitions/calendar/data.ts';
import type { Language } from '../problem/language.ts';
import { inLanguage } from '../problem/language.ts';
import { both, deadlinesOf } from './timeline.ts';

interface Reading {
  definition: ProcessDefinition;
  calendars: Calendars;
  /** The time in the case. */
  now: string;
  language: Language;
  /** Only what an applicant may know: own terms and those the law sets. */
  forApplicant: boolean;
}

/** The terms of a case, each with how its date was come by. */
export function describeDeadlines(ledgers: readonly Ledger[], reading: Reading) {
  const rules = new Map(deadlinesOf(reading.definition).map((deadline) => [deadline.id, deadline]));
  return ledgers
    .map((ledger) => ({ ledger, rule: rules.get(ledger.deadlineId) }))
    .filter(({ rule }) => !reading.forApplicant || rule?.owner === 'applicant' || rule?.class === 'statutory')
    .map(({ ledger, rule }) => describe(ledger, rule, reading));
}

function describe(ledger: Ledger, rule: Deadline | undefined, { calendars, now, language, forApplicant }: Reading) {
  const over = ledger.state === 'fulfilled' || ledger.state === 'closed';
  const remaining = over ? undefined : remainingOf(ledger, now, calendars);
  return {
    ledgerId: ledger.id,
    deadlineId: ledger.deadlineId,
    title: both(rule?.title ?? ledger.deadlineId),
    ...(ledger.elementId === undefined ? {} : { elementId: ledger.elementId }),
    state: ledger.state,
    ...(rule ? { class: rule.class } : {}),
    owner: ledger.rule.owner,
    regime: ledger.rule.regime,
    ...(ledger.dueAt === undefined ? {} : { dueAt: ledger.dueAt }),
    ...(ledger.lastDay === undefined ? {} : { lastDay: ledger.lastDay }),
    ...(remaining?.ok ? { remaining: remaining.value } : {}),
    needsConfirmation: ledger.needsConfirmation === true,
    calendarVersion: ledger.calendarVersion,
    summary: summarise(ledger, language, calendars),
    // The lines quote what officials wrote to one another; the sum of them is for everybody.
    explain: forApplicant ? [summarise(ledger, language, calendars)] : explain(ledger, language, calendars),
    warnings: warningsOf(ledger).map(({ code, message }) => ({ code, message: inLanguage(message, language) })),
  };
}
