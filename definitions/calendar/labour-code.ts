import type { Day } from './days.ts';
import { dayOf, weekdayOf } from './days.ts';
import type { DayClass } from './data.ts';

/**
 * A year as articles 95 and 112 of the Labour Code make it without any decree, for years whose calendar isn't published.
 *
 * Article 112, part 1: the holidays. Part 2: a day off (Saturday, Sunday) that falls on a holiday moves to the next
 * working day after the holiday, except days off that fall on the January holidays (1-8 January). Of those the
 * Government moves two to other days of the year; which, nobody knows before the decree, so none is moved here.
 * Article 95: the working day right before a holiday is an hour shorter.
 */
const JANUARY: readonly [month: number, date: number][] = [1, 2, 3, 4, 5, 6, 7, 8].map((date) => [1, date]);
const MOVING: readonly [month: number, date: number][] = [
  [2, 23],
  [3, 8],
  [5, 1],
  [5, 9],
  [6, 12],
  [11, 4],
];

export function yearOfArticle112(year: number): { classes: Map<Day, DayClass>; transfers: { from: Day; to: Day }[] } {
  const classes = new Map<Day, DayClass>();
  const transfers: { from: Day; to: Day }[] = [];
  for (const [month, date] of [...JANUARY, ...MOVING]) classes.set(dayOf(year, month, date), 'holiday');
  const isOff = (day: Day) => classes.has(day) || weekdayOf(day) >= 6;
  for (const [month, date] of MOVING) {
    const holiday = dayOf(year, month, date);
    if (weekdayOf(holiday) < 6) continue;
    let to = holiday + 1;
    while (isOff(to)) to++;
    classes.set(to, 'transferred');
    transfers.push({ from: holiday, to });
  }
  for (const [month, date] of MOVING) {
    const eve = dayOf(year, month, date) - 1;
    if (!isOff(eve)) classes.set(eve, 'shortened');
  }
  const newYearsEve = dayOf(year, 12, 31);
  if (!isOff(newYearsEve)) classes.set(newYearsEve, 'shortened');
  return { classes, transfers };
}
