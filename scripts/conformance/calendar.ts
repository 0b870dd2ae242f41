import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarData, DayClass, Regime, Schedule } from '../../definitions/calendar/index.ts';
import { describeDay, openLedger } from '../../definitions/calendar/index.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import type { CaseResult } from './case-result.ts';

/** Runs the calendar kit: years against the shipped calendar, terms on the calendars of the kit's own folder. */
interface YearFile {
  year: number;
  off: string[];
  shortened: string[];
  transfers?: { from: string; to: string }[];
  holidays: string[];
  byDecree?: string[];
}

interface TermCase {
  id: string;
  start: string;
  term: number;
  unit: string;
  startRule?: string;
  roll?: string;
  schedule?: string;
  extraOff?: string[];
  expect: string;
}

interface TermFile {
  schedules?: { [key: string]: { week: { [weekday: string]: [string, string][] }; shortenedByMinutes?: number } };
  cases: TermCase[];
}

type Emit = (result: CaseResult) => void;

export async function runCalendar(dir: string, emit: (result: CaseResult) => void): Promise<void> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.json')).sort();
  const years: YearFile[] = [];
  const terms: { file: string; content: TermFile }[] = [];
  for (const file of names) {
    try {
      const content = JSON.parse(await readFile(join(dir, file), 'utf8')) as Partial<YearFile & TermFile>;
      if (Array.isArray(content.cases)) terms.push({ file, content: content as TermFile });
      if (typeof content.year === 'number' && Array.isArray(content.off)) {
        years.push(content as YearFile);
        judgeYear(file, content as YearFile, emit);
      }
    } catch (error) {
      emit({
        kit: 'calendar',
        group: 'terms',
        file,
        case: file,
        status: 'failed',
        expected: 'readable JSON',
        got: null,
        reason: String(error),
      });
    }
  }
  for (const { file, content } of terms) for (const one of content.cases) judgeTerm(file, content, one, years, emit);
}

function datesOf(year: number): string[] {
  const dates: string[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000)
    dates.push(new Date(day).toISOString().slice(0, 10));
  return dates;
}

/** The shipped calendar that publishes a year, if any does. */
function shippedFor(year: number): CalendarData | undefined {
  return Object.values(shippedCalendars).find(({ years }) => years.includes(year));
}

const daysOff: ReadonlySet<DayClass> = new Set<DayClass>([
  'weekend',
  'holiday',
  'transferred',
  'presidential',
  'regional',
]);

function judgeYear(file: string, expected: YearFile, emit: Emit): void {
  const calendar = shippedFor(expected.year);
  const eitherWay = new Set(expected.byDecree ?? []);
  const comparable = (dates: string[]) => dates.filter((date) => !eitherWay.has(date)).sort();
  const select = (matches: (dayClass: DayClass) => boolean) =>
    calendar === undefined
      ? []
      : datesOf(expected.year).filter((date) => matches(describeDay(calendar, date)?.class ?? 'working'));
  const judge = (group: string, wanted: unknown, got: unknown) => {
    const status =
      calendar === undefined ? 'unsupported' : JSON.stringify(wanted) === JSON.stringify(got) ? 'passed' : 'failed';
    const reason = calendar === undefined ? `no calendar is shipped for ${expected.year}` : '';
    emit({
      kit: 'calendar',
      group,
      file,
      case: `${expected.year}/${group}`,
      status,
      expected: wanted,
      got: calendar === undefined ? null : got,
      reason,
    });
  };
  judge('off', comparable(expected.off), comparable(select((dayClass) => daysOff.has(dayClass))));
  judge('shortened', comparable(expected.shortened), comparable(select((dayClass) => dayClass === 'shortened')));
  judge(
    'holidays',
    [...expected.holidays].sort(),
    select((dayClass) => dayClass === 'holiday'),
  );
  const listed = expected.transfers ?? [];
  if (listed.length > 0) {
    const known = new Set((calendar?.transfers ?? []).map(({ from, to }) => `${from} ${to}`));
    const plain = listed.map(({ from, to }) => `${from} ${to}`);
    judge(
      'transfers',
      plain,
      plain.filter((transfer) => known.has(transfer)),
    );
  }
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The kit's years as one calendar; other years have Saturdays, Sundays and the case's own days off. */
function calendarOf(years: YearFile[], one: TermCase, file: TermFile, regime: Regime): CalendarData {
  const days: { [date: string]: DayClass } = {};
  const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
  const markOff = (date: string, dayClass: DayClass) => {
    if (!isWeekend(date)) days[date] = dayClass;
  };
  for (const { year, off, shortened, holidays, byDecree } of years) {
    const offDates = new Set(off);
    const decreed = new Set(byDecree ?? []);
    for (const date of datesOf(year)) if (isWeekend(date) && !offDates.has(date)) days[date] = 'workingWeekend';
    for (const date of off) markOff(date, decreed.has(date) ? 'presidential' : 'transferred');
    for (const date of holidays) days[date] = 'holiday';
    for (const date of shortened) days[date] = 'shortened';
  }
  for (const date of one.extraOff ?? []) markOff(date, 'transferred');
  const schedules: { [key: string]: Schedule } = {};
  for (const [key, { week, shortenedByMinutes }] of Object.entries(file.schedules ?? {})) {
    schedules[key] = {
      title: { ru: key },
      week: Object.fromEntries(weekdays.map((name, index) => [String(index + 1), week[name] ?? []])),
      ...(shortenedByMinutes === undefined ? {} : { shortenedByMinutes }),
    };
  }
  return {
    key: 'kit',
    title: { ru: 'kit' },
    version: '1',
    zone: 'UTC',
    years: years.map(({ year }) => year),
    fallback: 'weekends',
    days,
    schedules,
    regimes: { [regime.key]: regime },
  };
}

const startRules = ['sameDay', 'nextDay', 'nextWorkingDay'] as const;
const rolls = ['next', 'previous', 'none'] as const;

function regimeOf(one: TermCase): Regime | undefined {
  const start = startRules.find((rule) => rule === (one.startRule ?? 'nextDay'));
  const roll = rolls.find((rule) => rule === (one.roll ?? 'none'));
  if (!start || !roll) return undefined;
  return {
    key: 'kit',
    version: 1,
    title: { ru: 'kit', en: 'kit' },
    basis: { ru: 'kit', en: 'kit' },
    start: { rule: start },
    daysOff: { classes: [...daysOff] },
    roll: { rule: roll },
    endOfDay: { rule: 'midnight' },
  };
}

function judgeTerm(file: string, content: TermFile, one: TermCase, years: YearFile[], emit: Emit): void {
  const answer = (status: CaseResult['status'], got: unknown, reason = '') =>
    emit({ kit: 'calendar', group: 'terms', file, case: one.id, status, expected: one.expect, got, reason });
  try {
    const regime = regimeOf(one);
    if (!regime)
      return answer('unsupported', null, `start rule ${String(one.startRule)} or roll ${String(one.roll)} is unknown`);
    const term = { amount: one.term, unit: one.unit as 'workingDays' };
    const opened = openLedger({
      id: one.id,
      scopeId: one.id,
      deadline: {
        id: one.id,
        title: { ru: one.id },
        term,
        regime: regime.key,
        calendar: 'kit',
        ...(one.schedule === undefined ? {} : { schedule: one.schedule }),
        class: 'statutory',
        owner: 'authority',
        basis: 'kit',
      },
      term,
      from: one.start.includes('T') ? `${one.start}:00Z` : `${one.start}T12:00:00Z`,
      zone: 'UTC',
      calendars: { kit: calendarOf(years, one, content, regime) },
    });
    if (!opened.ok) {
      const unknown = opened.problem.code === 'term.unitUnknown';
      return answer(unknown ? 'unsupported' : 'failed', null, `${opened.problem.code}: ${opened.problem.message.en}`);
    }
    const got = opened.value.lastDay ?? opened.value.dueAt?.slice(0, 16);
    answer(got === one.expect ? 'passed' : 'failed', got);
  } catch (error) {
    answer('failed', null, String(error));
  }
}
