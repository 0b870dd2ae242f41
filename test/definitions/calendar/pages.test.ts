import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as calendar from '../../../definitions/calendar/index.ts';
import { deadlinePages } from '../../../scripts/calendar/pages.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');

describe('The pages about deadlines', () => {
  const pages = deadlinePages();

  it.each(Object.keys(pages))('%s is what the calendar says today', (path) => {
    expect(read(path)).toBe(pages[path]);
  });

  it('give the same complaint four different dates under four regimes', () => {
    const dates = [...(pages['docs/deadlines/four-regimes.md'] as string).matchAll(/\*\*(\d{4}-\d\d-\d\d)\*\*/g)].map(
      ([, date]) => date,
    );
    expect(dates).toHaveLength(4);
    expect(new Set(dates).size).toBe(4);
  });

  it('name only functions that exist', () => {
    const table = read('docs/deadlines.md').split('## Use it alone')[1] as string;
    const named = [...table.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, cell]) =>
      [...(cell as string).matchAll(/`(\w+)`/g)].map(([, name]) => name as string),
    );
    expect(named.length).toBeGreaterThan(15);
    for (const name of named) expect(typeof (calendar as { [name: string]: unknown })[name], name).toBe('function');
  });

  it('print the example of the command as it answers', () => {
    const answer = calendar.countDeadline({
      from: '2026-04-24',
      event: 'registered',
      term: '30 calendarDays',
      regime: 'civil-code',
      calendars: { ru: JSON.parse(read('definitions/calendar/calendars/ru.json')) },
    });
    if (!answer.ok) throw new Error(answer.problem.message.en);
    expect(read('docs/deadlines.md')).toContain(`${answer.value.lastDay}\n${calendar.summarise(answer.value, 'ru')}\n`);
  });
});
