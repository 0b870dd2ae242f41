import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedTerm, Ledger, Regime } from '../../../definitions/calendar/index.ts';
import type { Deadline } from '../../../definitions/schema/definition.ts';
import {
  addWorkingDays,
  correctLegalEvent,
  dueAfter,
  dueBefore,
  explain,
  extendLedger,
  moveLedger,
  openLedger,
  recomputeLedger,
  recordLegalEvent,
  regimes,
  remainingOf,
  restartLedger,
  resumeLedger,
  summarise,
  suspendLedger,
  termUnits,
} from '../../../definitions/calendar/index.ts';
import { dayOf, formatDay, parseDay } from '../../../definitions/calendar/days.ts';
import { aCalendar, aDeadline, aLedger, calendars, elastic, good, MOSCOW, opening, term } from './builders.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const zone = fc.constantFrom('Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Vladivostok');
const instant = fc
  .integer({ min: Date.UTC(2017, 0, 2) / MINUTE, max: Date.UTC(2029, 11, 1) / MINUTE })
  .map((minutes) => minutes * MINUTE);
const unit = fc.constantFrom(...termUnits.filter((name) => name !== 'fixedDate'));
const regime = fc.constantFrom(...regimes.map(({ key }) => key));

const iso = (at: number) => new Date(at).toISOString();

function due(at: number, length: CountedTerm, key: string, inZone: string): number {
  return Date.parse(
    aLedger({ zone: inZone, from: iso(at), deadline: { regime: key, schedule: 'line-daily', term: length } })
      .dueAt as string,
  );
}

/** A regime that rolls nothing, so that a shift shows as it is. */
const plain: Regime = {
  key: 'plain',
  version: 1,
  title: { ru: 'Без переноса', en: 'No roll' },
  basis: { ru: 'норма', en: 'norm' },
  start: { rule: 'nextDay' },
  daysOff: { classes: ['weekend', 'holiday', 'transferred', 'presidential', 'regional'] },
  roll: { rule: 'none' },
  endOfDay: { rule: 'midnight' },
};
const ruPlain = { ru: { ...(calendars['ru'] as (typeof calendars)[string]), regimes: { plain } } };

describe('A due moment', () => {
  it('never comes earlier when the term starts later', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 0, max: 40 * DAY }),
        unit,
        fc.integer({ min: 0, max: 40 }),
        regime,
        zone,
        (at, later, name, amount, key, inZone) => {
          expect(due(at + later, term(amount, name), key, inZone)).toBeGreaterThanOrEqual(
            due(at, term(amount, name), key, inZone),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never comes earlier when the term is longer', () => {
    fc.assert(
      fc.property(instant, unit, fc.integer({ min: 0, max: 60 }), regime, zone, (at, name, amount, key, inZone) => {
        expect(due(at, term(amount + 1, name), key, inZone)).toBeGreaterThanOrEqual(
          due(at, term(amount, name), key, inZone),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same when counted again, and JSON keeps it', () => {
    fc.assert(
      fc.property(instant, unit, fc.integer({ min: 0, max: 60 }), regime, zone, (at, name, amount, key, inZone) => {
        const ledger = aLedger({
          zone: inZone,
          from: iso(at),
          deadline: { regime: key, schedule: 'line-daily', term: term(amount, name) },
        });
        const revived = JSON.parse(JSON.stringify(ledger)) as Ledger;
        expect(good(recomputeLedger(revived, calendars))).toEqual(ledger);
      }),
      { numRuns: 300 },
    );
  });

  it('in working days returns when subtracted again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayOf(2017, 1, 9), max: dayOf(2029, 1, 9) }),
        fc.integer({ min: 1, max: 300 }),
        (day, count) => {
          const ru = ruPlain.ru;
          const from = addWorkingDays(ru, formatDay(day), 1) as string;
          const ledger = aLedger({
            calendars: ruPlain,
            from: `${from}T09:00:00.000Z`,
            deadline: { regime: 'plain', term: term(count, 'workingDays') },
          });
          const back = aLedger({
            calendars: ruPlain,
            from: `${ledger.lastDay}T09:00:00.000Z`,
            deadline: { regime: 'plain', direction: 'before', term: term(count, 'workingDays') },
          });
          expect(back.lastDay).toBe(from);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('A suspension', () => {
  const running = (at: number, length: CountedTerm) =>
    aLedger({ calendars: ruPlain, from: iso(at), deadline: { ...elastic, regime: 'plain', term: length } });
  const suspend = (ledger: Ledger, from: number, to: number): Ledger => {
    const stopped = good(
      suspendLedger(ledger, { at: iso(from), recordedAt: iso(from), ground: 'запрос документов' }, ruPlain),
    );
    return good(resumeLedger(stopped, { at: iso(to), recordedAt: iso(to) }, ruPlain));
  };
  const dayNumber = (ledger: Ledger) => parseDay(ledger.lastDay as string) as number;

  it.each(['calendarDays', 'weeks', 'halfMonths', 'months', 'quarters', 'years'] as const)(
    'of d days shifts the end of an unrolled term in %s by exactly d',
    (name) => {
      fc.assert(
        fc.property(
          instant,
          fc.integer({ min: 1, max: 20 }),
          fc.nat(),
          fc.integer({ min: 0, max: 400 }),
          (at, amount, offset, days) => {
            const ledger = running(at, term(amount, name));
            const length = dayNumber(ledger) - Math.floor((at + 3 * 3_600_000) / DAY);
            const from = at + (1 + (offset % length)) * DAY;
            fc.pre(from <= Date.parse(ledger.dueAt as string));
            expect(dayNumber(suspend(ledger, from, from + days * DAY))).toBe(dayNumber(ledger) + days);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it('in working days leaves exactly the working days it lasted to be worked later', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 90 }),
        (at, amount, offset, days) => {
          const ledger = running(at, term(amount, 'workingDays'));
          const from = at + offset * DAY;
          fc.pre(from <= Date.parse(ledger.dueAt as string));
          const date = (moment: number) => new Date(moment + 3 * 3_600_000).toISOString().slice(0, 10);
          let lost = 0;
          for (let day = parseDay(date(from)) as number; day < (parseDay(date(from + days * DAY)) as number); day++) {
            if (addWorkingDays(ruPlain.ru, formatDay(day - 1), 1) === formatDay(day)) lost++;
          }
          const expected = lost === 0 ? ledger.lastDay : addWorkingDays(ruPlain.ru, ledger.lastDay as string, lost);
          expect(suspend(ledger, from, from + days * DAY).lastDay).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('in hours shifts the end by exactly as long as it lasted', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 199 * 60 }),
        fc.integer({ min: 0, max: 10_000 }),
        (at, hours, after, minutes) => {
          const ledger = running(at, term(hours, 'hours'));
          const from = at + after * MINUTE;
          fc.pre(from <= Date.parse(ledger.dueAt as string));
          const shifted = suspend(ledger, from, from + minutes * MINUTE);
          const expected =
            Date.parse(ledger.dueAt as string) + (from < Date.parse(ledger.dueAt as string) ? minutes * MINUTE : 0);
          expect(Date.parse(shifted.dueAt as string)).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('Leap days and year ends', () => {
  it.each([
    ['2024-02-28', term(1, 'calendarDays'), '2024-02-29'],
    ['2023-02-28', term(1, 'calendarDays'), '2023-03-01'],
    ['2024-02-29', term(12, 'months'), '2025-02-28'],
    ['2023-02-28', term(1, 'years'), '2024-02-28'],
    ['2026-12-31', term(1, 'calendarDays'), '2027-01-01'],
    ['2026-12-30', term(1, 'workingDays'), '2027-01-11'],
    ['2099-12-31', term(2, 'months'), '2100-02-28'],
    ['2100-02-28', term(1, 'calendarDays'), '2100-03-01'],
  ])('%s and %o end on %s', (from, length, last) => {
    expect(
      aLedger({ calendars: ruPlain, from: `${from}T09:00:00.000Z`, deadline: { regime: 'plain', term: length } })
        .lastDay,
    ).toBe(last);
  });
});

describe('Whatever comes in', () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.string(),
    instant.map(iso),
    fc.constantFrom('2026-04-24', '30', -1, Number.NaN, '__proto__', 'constructor'),
  );

  it('no function of the ledger throws', () => {
    const base = aLedger({
      deadline: { ...elastic, owner: 'applicant', restart: { basis: 'x' }, restoration: { basis: 'y' } },
    });
    const waiting = aLedger({
      from: null,
      deadline: { from: { event: 'received', deemedAfter: term(6, 'workingDays') } },
    });
    fc.assert(
      fc.property(junk, junk, junk, junk, fc.constantFrom(base, waiting), (a, b, c, d, ledger) => {
        const action = {
          at: a,
          recordedAt: b,
          reason: c,
          ground: c,
          basis: d,
          dueAt: d,
          by: { amount: c, unit: d },
        } as never;
        const event = { id: c, kind: 'received', effectiveAt: a, recordedAt: b, zone: d, supersedes: c } as never;
        suspendLedger(ledger, action, calendars);
        resumeLedger(ledger, action, calendars);
        extendLedger(ledger, action, calendars);
        moveLedger(ledger, action, calendars);
        restartLedger(ledger, action, calendars);
        recordLegalEvent(ledger, event, calendars);
        correctLegalEvent(ledger, event, calendars);
        dueBefore(ledger, { amount: a, unit: b }, calendars);
        dueAfter(ledger, d, calendars);
        remainingOf(ledger, a as never, calendars);
        openLedger({
          id: 'l',
          scopeId: 's',
          deadline: aDeadline({ regime: c as never, calendar: d as never }),
          term: { amount: a as never, unit: b as never },
          zone: c as never,
          calendars,
        });
        openLedger({
          id: 'l',
          scopeId: 's',
          deadline: aDeadline(),
          term: term(3, 'workingDays'),
          from: a as never,
          at: b as never,
          zone: MOSCOW,
          calendars,
        });
      }),
      { numRuns: 2_000 },
    );
  });

  it('a long random life of a ledger keeps its promises', () => {
    const step = fc.record({
      what: fc.constantFrom('suspend', 'resume', 'extend', 'move', 'restart', 'recompute'),
      hours: fc.integer({ min: 0, max: 24 * 20 }),
      amount: fc.integer({ min: 0, max: 15 }),
    });
    const deadline: Partial<Deadline> = {
      ...elastic,
      restart: { basis: 'п. 9' },
      reminders: [{ before: term(3, 'workingDays'), actions: [] }],
    };
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom('civil-code', 'tax-code', '248-fz', 'internal'),
        fc.array(step, { maxLength: 25 }),
        (start, key, steps) => {
          let ledger = aLedger({ from: iso(start), deadline: { ...deadline, regime: key } });
          let now = start;
          for (const { what, hours, amount } of steps) {
            now += hours * 3_600_000;
            const when = { at: iso(now), recordedAt: iso(now) };
            const answer = {
              suspend: () => suspendLedger(ledger, { ...when, ground: 'запрос документов' }, calendars),
              resume: () => resumeLedger(ledger, when, calendars),
              extend: () => extendLedger(ledger, { ...when, by: term(amount, 'calendarDays'), reason: 'x' }, calendars),
              move: () => moveLedger(ledger, { ...when, dueAt: iso(now + amount * DAY), reason: 'x' }, calendars),
              restart: () => restartLedger(ledger, { ...when, reason: 'x' }, calendars),
              recompute: () => recomputeLedger(ledger, calendars, iso(now)),
            }[what]();
            if (!answer.ok) continue;
            ledger = answer.value;
            expect(good(recomputeLedger(ledger, calendars)).dueAt).toBe(ledger.dueAt);
            expect(ledger.dueAt === undefined).toBe(ledger.state === 'suspended');
            for (const reminder of ledger.reminders) if (ledger.dueAt) expect(reminder.at <= ledger.dueAt).toBe(true);
            for (const lang of ['ru', 'en'] as const)
              expect(`${explain(ledger, lang)}${summarise(ledger, lang)}`).not.toMatch(/undefined|NaN|Invalid/);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('a calendar of nothing but days off ends in an answer', () => {
    const never = {
      ...plain,
      key: 'never',
      daysOff: {
        classes: [
          'working',
          'weekend',
          'holiday',
          'transferred',
          'shortened',
          'workingWeekend',
          'presidential',
          'regional',
        ] as const,
      },
    };
    const answer = opening({
      deadline: { regime: 'never', term: term(1, 'workingDays') },
      calendars: { ru: aCalendar({ regimes: { never: never as never } }) },
    });
    expect(answer.ok).toBe(false);
  });
});
