import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCalendar } from '../../../scripts/conformance/calendar.ts';
import type { CaseResult } from '../../../scripts/conformance/case-result.ts';

/** A kit of our own in the layout of the public one: the runner must judge, not agree. */
const dir = mkdtempSync(join(tmpdir(), 'calendar-kit-'));
afterAll(() => rmSync(dir, { recursive: true }));

const weekends = (year: number) => {
  const dates: string[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 === 0) dates.push(date.toISOString().slice(0, 10));
  }
  return dates;
};

const write = (name: string, content: unknown) =>
  writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
write('a-wrong-year.json', {
  year: 2026,
  off: weekends(2026),
  shortened: ['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03'],
  transfers: [{ from: '2026-01-04', to: '2026-12-31' }],
  holidays: [],
});
write('unknown-year.json', { year: 2049, off: weekends(2049), shortened: [], transfers: [], holidays: [] });
write('terms.json', {
  schedules: { desk: { week: { mon: [['09:00', '18:00']] }, shortenedByMinutes: 0 } },
  cases: [
    {
      id: 'right',
      start: '2049-03-01',
      term: 3,
      unit: 'workingDays',
      startRule: 'nextDay',
      roll: 'none',
      expect: '2049-03-04',
    },
    {
      id: 'extra',
      start: '2049-03-01',
      term: 3,
      unit: 'workingDays',
      startRule: 'nextDay',
      roll: 'none',
      extraOff: ['2049-03-02'],
      expect: '2049-03-05',
    },
    {
      id: 'wrong',
      start: '2049-03-01',
      term: 3,
      unit: 'workingDays',
      startRule: 'nextDay',
      roll: 'none',
      expect: '2049-03-09',
    },
    {
      id: 'hours',
      start: '2049-03-01T17:00',
      term: 2,
      unit: 'workingHours',
      schedule: 'desk',
      roll: 'none',
      expect: '2049-03-08T10:00',
    },
    {
      id: 'moons',
      start: '2049-03-01',
      term: 3,
      unit: 'moons',
      startRule: 'nextDay',
      roll: 'none',
      expect: '2049-05-28',
    },
  ],
});
write('broken.json', '{');

describe('The runner of the calendar kit', () => {
  it('passes, fails and refuses case by case', async () => {
    const results: CaseResult[] = [];
    await runCalendar(dir, (result) => results.push(result));
    expect(results.map((result) => `${result.file} ${result.case} ${result.status}`)).toEqual([
      'a-wrong-year.json 2026/off failed',
      'a-wrong-year.json 2026/shortened passed',
      'a-wrong-year.json 2026/holidays failed',
      'a-wrong-year.json 2026/transfers passed',
      'broken.json broken.json failed',
      'unknown-year.json 2049/off unsupported',
      'unknown-year.json 2049/shortened unsupported',
      'unknown-year.json 2049/holidays unsupported',
      'terms.json right passed',
      'terms.json extra passed',
      'terms.json wrong failed',
      'terms.json hours passed',
      'terms.json moons unsupported',
    ]);
  });
});
