import type { Calendars } from './data.ts';
import { parseDay, yearOf } from './days.ts';
import { instantOf } from './history.ts';
import type { Ledger, LegalEvent, Step } from './ledger.ts';
import type { Regime, Words } from './regime.ts';
import { findRegime } from './regimes.ts';
import type { Lang } from './words.ts';
import { amountOf, capital, deemedOf, eventOf, inYear, longDate, momentOf, weekday } from './words.ts';
import { toLocal } from './zone.ts';

/** A ledger in words. `calendars` are needed only to cite house regimes and name schedules. */
interface Telling {
  ledger: Ledger;
  lang: Lang;
  regime: Regime | undefined;
  calendars: Calendars;
  /** Every basis, or only that of a moved end. */
  full: boolean;
  /** Dates of this year need not say it. */
  year: number;
}

function cite(telling: Telling, basis: Words | string | undefined): string {
  if (basis === undefined) return '';
  return ` (${typeof basis === 'string' ? basis : basis[telling.lang]})`;
}

function say(telling: Telling, ru: string, en: string): string {
  return telling.lang === 'ru' ? ru : en;
}

function dayText(text: string): number {
  return parseDay(text) ?? 0;
}

function moment(telling: Telling, instant: string, zone = telling.ledger.zone): string {
  return momentOf(instantOf(instant), zone, telling.lang);
}

/** `вс 24.05`; with the year when it isn't the year of the end. */
function brief(telling: Telling, date: string): string {
  const day = dayText(date);
  return `${weekday(day, telling.lang)} ${inYear(day, telling.year)}`;
}

function isMoment(telling: Telling): boolean {
  return telling.ledger.steps.some(({ step }) => step === 'hours');
}

function tellStart(telling: Telling, step: Extract<Step, { step: 'start' }>): string {
  const when = isMoment(telling) ? moment(telling, step.at, step.zone) : longDate(dayText(step.day), telling.lang);
  const zone = step.zone === undefined ? '' : ` (${step.zone})`;
  const corrected = step.corrected && telling.full ? say(telling, ', исправлено', ', corrected') : '';
  return `${eventOf(step.event, telling.lang)} ${when}${zone}${corrected}`;
}

function tellPause(telling: Telling, step: Extract<Step, { step: 'paused' }>): string {
  const { zone } = telling.ledger;
  const from = toLocal(zone, instantOf(step.from)).day;
  const grounds = telling.full ? `: ${step.ground}${cite(telling, step.basis)}` : '';
  if (step.to === undefined) {
    const since = longDate(from, telling.lang);
    return say(
      telling,
      `приостановлено с ${since}, срок не течёт${grounds}`,
      `suspended since ${since}, the term stands still${grounds}`,
    );
  }
  const capped = step.capped ? say(telling, ', предел приостановления исчерпан', ', the cap is used up') : '';
  if (isMoment(telling)) {
    const [since, until] = [moment(telling, step.from), moment(telling, step.to)];
    return say(
      telling,
      `приостановлено с ${since} до ${until}${capped}${grounds}`,
      `suspended from ${since} to ${until}${capped}${grounds}`,
    );
  }
  const to = toLocal(zone, instantOf(step.to)).day;
  const [since, until] = [inYear(from, telling.year), inYear(to, telling.year)];
  const days = amountOf({ amount: to - from, unit: 'calendarDays' }, telling.lang);
  return say(
    telling,
    `приостановлено с ${since}, течёт снова с ${until} (${days} не в счёт${capped})${grounds}`,
    `suspended from ${since}, running again from ${until} (${days} left out${capped})${grounds}`,
  );
}

function tellHours(telling: Telling, step: Extract<Step, { step: 'hours' }>): string {
  const amount = amountOf(step.term, telling.lang, step.backwards);
  const schedule = scheduleName(telling, step.schedule);
  const how = {
    clock: say(telling, ' подряд', ' on the clock'),
    workingDays: say(
      telling,
      ', идут круглые сутки, но только в рабочие дни',
      ', round the clock but on working days only',
    ),
    opening: say(telling, `, идут только в часы работы${schedule}`, `, only while open${schedule}`),
  }[step.elapse];
  const elapsed = `${amount}${how}${telling.full ? cite(telling, telling.regime?.hours?.basis) : ''}`;
  return step.backwards ? say(telling, `не позднее чем за ${elapsed}`, `not later than ${elapsed} before`) : elapsed;
}

function scheduleName({ ledger, calendars, lang }: Telling, key: string | undefined): string {
  if (key === undefined) return '';
  const title = calendars[ledger.rule.calendar]?.schedules?.[key]?.title;
  const name = title === undefined ? key : (title[lang] ?? title.ru);
  return lang === 'ru' ? ` (график «${name}»)` : ` (schedule "${name}")`;
}

function tellDays(telling: Telling, step: Extract<Step, { step: 'days' }>): string[] {
  const { lang, regime, full } = telling;
  const first = inYear(dayText(step.first), telling.year);
  const counted = `${amountOf(step.term, lang)} ${say(telling, 'с', 'from')} ${first}${full ? cite(telling, regime?.start.basis) : ''}`;
  if (!step.noSuchDate) return [counted];
  return [
    counted,
    say(
      telling,
      'такого числа в месяце нет, берётся его последний день',
      'the month has no such date, its last day is taken',
    ) + (full ? cite(telling, regime?.months?.basis) : ''),
  ];
}

/** `последний день вс 24.05 → пн 25.05.2026 (ГК РФ ст. 193)`. */
function tellLast(telling: Telling, last: string, roll: Extract<Step, { step: 'roll' }> | undefined): string {
  const label = say(telling, 'последний день', 'last day');
  if (!roll) return `${label} ${longDate(dayText(last), telling.lang)}`;
  const to = longDate(dayText(roll.to), telling.lang);
  return `${label} ${brief(telling, roll.from)} → ${to}${cite(telling, telling.regime?.roll.basis)}`;
}

function endText(telling: Telling, end: string): string {
  return end.length === 10 ? longDate(dayText(end), telling.lang) : moment(telling, end);
}

/** The lines of one step; the last day is told when all that moves it has been. */
function tellStep(telling: Telling, step: Step): string[] {
  const { lang, full } = telling;
  switch (step.step) {
    case 'start':
      return [tellStart(telling, step)];
    case 'deemed': {
      const base = `${eventOf(step.from, lang)} ${longDate(toLocal(telling.ledger.zone, instantOf(step.at)).day, lang)}`;
      const after = amountOf(step.after, lang, true);
      const when = longDate(dayText(step.day), lang);
      return [
        base,
        say(
          telling,
          `${deemedOf(step.event, lang)} через ${after}, ${when}`,
          `${deemedOf(step.event, lang)} ${after} later, ${when}`,
        ),
      ];
    }
    case 'opening': {
      const at = moment(telling, step.at);
      return [
        say(
          telling,
          `в нерабочее время: течёт с начала работы, ${at}`,
          `while closed: runs from the next opening, ${at}`,
        ),
      ];
    }
    case 'restarted': {
      const when = longDate(dayText(step.day), lang);
      return [
        say(
          telling,
          `исчисляется заново с ${when}${cite(telling, step.basis)}`,
          `restarted ${when}${cite(telling, step.basis)}`,
        ),
      ];
    }
    case 'days':
      return tellDays(telling, step);
    case 'before': {
      const amount = amountOf(step.term, lang, true);
      return [say(telling, `не позднее чем за ${amount}`, `not later than ${amount} before`)];
    }
    case 'hours':
      return [tellHours(telling, step)];
    case 'date':
      return [say(telling, 'дата установлена', 'fixed date')];
    case 'paused':
      return [tellPause(telling, step)];
    case 'extended': {
      const by = amountOf(step.by, lang, true);
      return [say(telling, `продлено на ${by}`, `extended by ${by}`) + (full ? cite(telling, step.basis) : '')];
    }
    case 'cap': {
      const cap = amountOf(step.cap, lang);
      const end = endText(telling, step.last);
      return [say(telling, `но не более ${cap}: ${end}`, `but not more than ${cap}: ${end}`)];
    }
    case 'moved': {
      const reason = full ? `: ${step.reason}${cite(telling, step.basis)}` : '';
      return [
        say(
          telling,
          `перенесено должностным лицом на ${moment(telling, step.at)}${reason}`,
          `moved by an official to ${moment(telling, step.at)}${reason}`,
        ),
      ];
    }
    case 'restored': {
      const reason = full ? `: ${step.reason}${cite(telling, step.basis)}` : '';
      return [
        say(
          telling,
          `восстановлено до ${moment(telling, step.at)}${reason}`,
          `restored until ${moment(telling, step.at)}${reason}`,
        ),
      ];
    }
    case 'roll':
      return [];
  }
}

/** Steps as lines: how the count went, to its last day or moment. */
function tellCount(telling: Telling): string[] {
  const { ledger } = telling;
  const runs = ledger.dueAt !== undefined;
  const lines: string[] = [];
  let last: string | undefined;
  let roll: Extract<Step, { step: 'roll' }> | undefined;
  let cap: string[] = [];
  for (const step of ledger.steps) {
    if (step.step === 'days' || step.step === 'before' || step.step === 'date' || step.step === 'extended')
      last = step.last;
    if (step.step === 'hours') last = step.at;
    if (step.step === 'roll') roll = step;
    const told = tellStep(telling, step);
    if (step.step === 'cap') cap = told;
    else lines.push(...told);
  }
  if (!runs) return lines;
  if (last?.length === 10) lines.push(tellLast(telling, last, roll));
  else if (last !== undefined)
    lines.push(say(telling, `истекает ${moment(telling, last)}`, `runs out ${moment(telling, last)}`));
  return [...lines, ...cap];
}

function tellingOf(ledger: Ledger, lang: Lang, calendars: Calendars, full: boolean): Telling {
  const end = ledger.dueAt ?? ledger.steps.find((step) => step.step === 'start')?.at;
  const year = end === undefined ? 0 : yearOf(toLocal(ledger.zone, instantOf(end)).day);
  return {
    ledger,
    lang,
    calendars,
    full,
    year,
    regime: findRegime(ledger.rule.regime, calendars, ledger.rule.regimeVersion),
  };
}

/** The derivation in one sentence, for a list or a tooltip. */
export function summarise(ledger: Ledger, lang: Lang, calendars: Calendars = {}): string {
  const telling = tellingOf(ledger, lang, calendars, false);
  const lines = ledger.state === 'waiting' ? [waiting(telling)] : tellCount(telling);
  return capital(lines.join('; '));
}

function waiting(telling: Telling): string {
  const event = eventOf(telling.ledger.rule.from, telling.lang);
  return say(telling, `срок не начался: нужно событие «${event}»`, `the term has not begun: it waits for "${event}"`);
}

/** The derivation line by line: every date with the rule it rests on. */
export function explain(ledger: Ledger, lang: Lang, calendars: Calendars = {}): string[] {
  const telling = tellingOf(ledger, lang, calendars, true);
  const { rule } = ledger;
  const lines = ledger.state === 'waiting' ? [waiting(telling)] : tellCount(telling);
  if (ledger.lastDay !== undefined && ledger.dueAt !== undefined) {
    const basis = cite(telling, telling.regime?.endOfDay.basis);
    lines.push(
      say(
        telling,
        `срок истекает ${moment(telling, ledger.dueAt)}${basis}`,
        `the term runs out ${moment(telling, ledger.dueAt)}${basis}`,
      ),
    );
  }
  lines.push(...corrections(telling), ...outcome(telling));
  if (ledger.needsConfirmation) {
    lines.push(
      say(
        telling,
        'срок истёк раньше, чем об этом стало известно: последствия ждут подтверждения',
        'the term was over before it was known: its consequences wait for confirmation',
      ),
    );
  }
  for (const year of ledger.unpublishedYears ?? []) lines.push(warningText(lang, year));
  const regime = telling.regime?.title[lang] ?? rule.regime;
  const basis = rule.basis === '' ? '' : say(telling, `основание: ${rule.basis}; `, `basis: ${rule.basis}; `);
  lines.push(
    basis +
      say(
        telling,
        `правила счёта: ${regime}; календарь «${rule.calendar}», версия ${ledger.calendarVersion}; время: ${ledger.zone}`,
        `counted by: ${regime}; calendar "${rule.calendar}", version ${ledger.calendarVersion}; time: ${ledger.zone}`,
      ),
  );
  return lines.map(capital);
}

/** What is uncertain about a due moment, with stable codes. */
export function warningsOf(ledger: Ledger): { code: 'calendar.yearNotPublished'; year: number; message: Words }[] {
  return (ledger.unpublishedYears ?? []).map((year) => ({
    code: 'calendar.yearNotPublished',
    year,
    message: { ru: capital(warningText('ru', year)), en: capital(warningText('en', year)) },
  }));
}

function warningText(lang: Lang, year: number): string {
  return lang === 'ru'
    ? `производственный календарь на ${year} год не опубликован: взяты выходные и праздники по ст. 112 ТК РФ с переносом по её части 2; срок надо проверить после публикации`
    : `the production calendar of ${year} is not published: weekends and the holidays of Labour Code art. 112 with the transfer of its part 2 are taken; check the date once it is`;
}

function corrections(telling: Telling): string[] {
  const { ledger, lang } = telling;
  const events = ledger.entries.filter((entry): entry is { entry: 'event' } & LegalEvent => entry.entry === 'event');
  return events.flatMap((event) => {
    const corrected = events.find(({ id }) => id === event.supersedes);
    if (!corrected) return [];
    const known = longDate(toLocal(ledger.zone, instantOf(event.recordedAt)).day, lang);
    const reason = event.reason === undefined ? '' : `: ${event.reason}`;
    const before = moment(telling, corrected.effectiveAt);
    const kind = eventOf(event.kind, lang);
    if (event.annuls) {
      return [
        say(
          telling,
          `${known} исправлено: события «${kind}» (${before}) не было${reason}`,
          `corrected ${known}: "${kind}" (${before}) did not happen${reason}`,
        ),
      ];
    }
    const after = moment(telling, event.effectiveAt);
    return [
      say(
        telling,
        `${known} исправлено: ${kind} ${after}, а не ${before}${reason}`,
        `corrected ${known}: ${kind} ${after}, not ${before}${reason}`,
      ),
    ];
  });
}

function outcome(telling: Telling): string[] {
  const { fulfilled, state } = telling.ledger;
  if (fulfilled) {
    const at = moment(telling, fulfilled.at);
    return [
      fulfilled.inTime
        ? say(telling, `исполнено в срок, ${at}`, `done in time, ${at}`)
        : say(telling, `исполнено с опозданием, ${at}`, `done late, ${at}`),
    ];
  }
  if (state === 'breached') return [say(telling, 'срок нарушен', 'the term is breached')];
  return [];
}
