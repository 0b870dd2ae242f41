import { cpus } from 'node:os';
import type { CountedTerm, Ledger } from '../../definitions/calendar/index.ts';
import { addWorkingDays, explain, openLedger, recomputeLedger } from '../../definitions/calendar/index.ts';
import { russianCalendar, shippedCalendars } from '../../definitions/calendar/shipped.ts';

/** How fast dates are counted on one core, after warm-up. Prints a table; run it with `node scripts/bench/calendar.ts`. */
const FIRST = Date.UTC(2017, 0, 9);
const starts = Array.from({ length: 3_900 }, (_, index) => new Date(FIRST + index * 86_400_000).toISOString());
const dates = starts.map((start) => start.slice(0, 10));

/** Keeps the optimiser from dropping the work. */
let sink = 0;

function measure(name: string, rounds: number, work: (index: number) => number): void {
  for (let index = 0; index < rounds / 4; index++) sink += work(index);
  const begun = process.hrtime.bigint();
  for (let index = 0; index < rounds; index++) sink += work(index);
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  process.stdout.write(
    `${name.padEnd(56)} ${Math.round(rounds / seconds)
      .toLocaleString('en')
      .padStart(12)} /s\n`,
  );
}

function open(start: string, term: CountedTerm, regime: string): Ledger {
  const opened = openLedger({
    id: 'l',
    scopeId: 's',
    deadline: {
      id: 'd',
      title: { ru: 'Срок' },
      term,
      regime,
      schedule: 'line-daily',
      class: 'statutory',
      owner: 'authority',
      basis: 'закон',
    },
    term,
    from: start,
    zone: 'Europe/Moscow',
    calendars: shippedCalendars,
  });
  if (!opened.ok) throw new Error(opened.problem.message.en);
  return opened.value;
}

const startOf = (index: number) => starts[index % starts.length] as string;
const someLedger = open(startOf(0), { amount: 30, unit: 'calendarDays' }, 'civil-code');

process.stdout.write(`node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, one core\n\n`);
measure('working days added to a date, 1 to 60 of them', 4_000_000, (index) => {
  const date = addWorkingDays(russianCalendar, dates[index % dates.length] as string, 1 + (index % 60));
  return date?.length ?? 0;
});
measure(
  'ledgers opened, 30 calendar days',
  200_000,
  (index) => open(startOf(index), { amount: 30, unit: 'calendarDays' }, 'civil-code').steps.length,
);
measure(
  'ledgers opened, 15 working days',
  200_000,
  (index) => open(startOf(index), { amount: 15, unit: 'workingDays' }, '210-fz').steps.length,
);
measure(
  'ledgers opened, 24 working hours',
  100_000,
  (index) => open(startOf(index), { amount: 24, unit: 'workingHours' }, 'internal').steps.length,
);
measure('ledgers counted again', 200_000, () => {
  const again = recomputeLedger(someLedger, shippedCalendars);
  return again.ok ? again.value.steps.length : 0;
});
measure('ledgers explained', 100_000, () => explain(someLedger, 'ru').length);
if (sink === 0) throw new Error('Nothing was counted');
