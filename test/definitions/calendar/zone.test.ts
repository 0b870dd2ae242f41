import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../definitions/calendar/days.ts';
import { isZone, toInstant, toLocal } from '../../../definitions/calendar/zone.ts';

const zones = [
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Vladivostok',
  'UTC',
];

describe('Local time', () => {
  it('agrees with Temporal in every zone and at every moment, gaps and repeated hours included', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayOf(1990, 1, 1), max: dayOf(2037, 12, 31) }),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        (zone, day, minute) => {
          const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
          const expected = date.toZonedDateTime({
            timeZone: zone,
            plainTime: new Temporal.PlainTime(Math.floor(minute / 60), minute % 60),
          });
          const instant = toInstant(zone, day, minute * 60_000);
          expect(instant).toBe(expected.epochMilliseconds);
          const local = toLocal(zone, instant);
          expect(local.day).toBe(dayOf(expected.year, expected.month, expected.day));
          expect(local.time).toBe(((expected.hour * 60 + expected.minute) * 60 + expected.second) * 1_000);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('takes a time that the change to summer skips as much later as the clock moved', () => {
    expect(new Date(toInstant('Europe/Berlin', dayOf(2026, 3, 29), 2.5 * 3_600_000)).toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    );
  });

  it('takes the first of two equal times when the clock goes back', () => {
    expect(new Date(toInstant('Europe/Berlin', dayOf(2026, 10, 25), 2.5 * 3_600_000)).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });

  it('follows what the law made of Moscow time in 2011 and 2014', () => {
    const noon = (year: number) =>
      new Date(toInstant('Europe/Moscow', dayOf(year, 12, 1), 12 * 3_600_000)).toISOString();
    expect([noon(2010), noon(2012), noon(2015)]).toEqual([
      '2010-12-01T09:00:00.000Z',
      '2012-12-01T08:00:00.000Z',
      '2015-12-01T09:00:00.000Z',
    ]);
  });

  it('tells a zone from a wrong name without throwing', () => {
    expect([
      isZone('Europe/Moscow'),
      isZone('Mars/Base'),
      isZone(''),
      isZone(undefined),
      isZone('x'.repeat(100)),
    ]).toEqual([true, false, false, false, false]);
  });

  it('does not depend on the zone of the machine', () => {
    const script = fileURLToPath(new URL('./digest.ts', import.meta.url));
    const digests = ['UTC', 'America/New_York', 'Pacific/Kiritimati'].map((TZ) =>
      execFileSync(process.execPath, [script], { env: { ...process.env, TZ }, encoding: 'utf8' }),
    );
    expect(digests[0]).toMatch(/^[0-9a-f]{64}\n$/);
    expect(new Set(digests).size).toBe(1);
  });
});
