import { checkTerm } from './check.ts';
import type { CalendarData, Schedule } from './data.ts';
import { FIRST_YEAR, LAST_YEAR, parseDay } from './days.ts';
import { parseTime } from './opening.ts';
import type { Problem } from './problem.ts';
import { refuse } from './problem.ts';
import { regimes } from './regimes.ts';
import { dayClasses } from './working-days.ts';
import { isZone } from './zone.ts';

/** Judging calendar data that an administrator enters: every problem, not only the first. */
export function checkCalendar(data: CalendarData): Problem[] {
  const problems: Problem[] = [];
  const note = (...args: Parameters<typeof refuse>) => problems.push(refuse(...args).problem);
  if (typeof data.version !== 'string' || data.version.trim() === '') note('calendar.versionMissing', '/version');
  if (!isZone(data.zone)) note('zone.unknown', '/zone', { zone: data.zone });
  (data.years ?? []).forEach((year, index) => {
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
      note('calendar.yearInvalid', `/years/${index}`, { year: year });
  });
  for (const [date, dayClass] of Object.entries(data.days ?? {})) {
    if (parseDay(date) === undefined) note('date.invalid', `/days/${escape(date)}`, { value: date });
    else if (!dayClasses.includes(dayClass)) {
      note('calendar.dayClassUnknown', `/days/${date}`, { class: dayClass, classes: dayClasses.join(', ') });
    }
  }
  (data.transfers ?? []).forEach((transfer, index) => {
    for (const side of ['from', 'to'] as const) {
      if (typeof transfer[side] !== 'string' || parseDay(transfer[side]) === undefined) {
        note('date.invalid', `/transfers/${index}/${side}`, { value: transfer[side] });
      }
    }
  });
  for (const [key, schedule] of Object.entries(data.schedules ?? {}))
    problems.push(...checkSchedule(schedule, `/schedules/${escape(key)}`));
  for (const [key, regime] of Object.entries(data.regimes ?? {})) {
    const pointer = `/regimes/${escape(key)}`;
    if (regimes.some((preset) => preset.key === key)) note('calendar.regimeReserved', pointer, { regime: key });
    regime.daysOff.classes.forEach((dayClass, index) => {
      if (!dayClasses.includes(dayClass)) {
        note('calendar.dayClassUnknown', `${pointer}/daysOff/classes/${index}`, {
          class: dayClass,
          classes: dayClasses.join(', '),
        });
      }
    });
    if (regime.extension) {
      const checked = checkTerm(regime.extension.atMost, `${pointer}/extension/atMost`);
      if (!checked.ok) problems.push(checked.problem);
    }
  }
  return problems;
}

/** Judges opening hours; `pointer` is where the schedule stands. */
export function checkSchedule(schedule: Schedule, pointer = ''): Problem[] {
  const problems: Problem[] = [];
  const note = (...args: Parameters<typeof refuse>) => problems.push(refuse(...args).problem);
  if (schedule.zone !== undefined && !isZone(schedule.zone))
    note('zone.unknown', `${pointer}/zone`, { zone: schedule.zone });
  const shorter = schedule.shortenedByMinutes;
  if (shorter !== undefined && (!Number.isInteger(shorter) || shorter < 0 || shorter > 1440)) {
    note('schedule.shorteningInvalid', `${pointer}/shortenedByMinutes`);
  }
  for (const [weekday, intervals] of Object.entries(schedule.week ?? {})) {
    const at = `${pointer}/week/${escape(weekday)}`;
    if (!/^[1-7]$/.test(weekday)) note('schedule.weekdayInvalid', at, { weekday });
    let closed = 0;
    intervals.forEach(([from, to], index) => {
      const [start, end] = [parseTime(from), parseTime(to)];
      if (start === undefined) note('schedule.timeInvalid', `${at}/${index}/0`, { time: from });
      if (end === undefined) note('schedule.timeInvalid', `${at}/${index}/1`, { time: to });
      if (start === undefined || end === undefined) return;
      if (end <= start) note('schedule.endBeforeStart', `${at}/${index}`, { from, to });
      else if (start < closed) note('schedule.overlap', `${at}/${index}`, { from, to });
      closed = Math.max(closed, end);
    });
  }
  return problems;
}

/** A key as part of a JSON pointer. */
function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
