import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/reglament.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reglament-deadline-'));
afterAll(() => rmSync(folder, { recursive: true }));

function ask(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'deadline', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const complaint = [
  '--from',
  '2026-04-24',
  '--event',
  'registered',
  '--term',
  '30 calendarDays',
  '--regime',
  'civil-code',
];

describe('npx reglament deadline', () => {
  it('answers with the date and one sentence of why', () => {
    expect(ask(...complaint)).toEqual({
      status: 0,
      stdout:
        '2026-05-25\nЗарегистрировано пт 24.04.2026; 30 календарных дней с 25.04; последний день вс 24.05 → пн 25.05.2026 (ГК РФ ст. 193)\n',
      stderr: '',
    });
  });

  it('explains line by line in either language, or as data', () => {
    expect(
      ask(...complaint, '--explain', '--lang', 'en')
        .stdout.split('\n')
        .slice(0, 4),
    ).toEqual([
      '2026-05-25',
      'Registered Fri 24.04.2026',
      '30 calendar days from 25.04 (Civil Code art. 191)',
      'Last day Sun 24.05 → Mon 25.05.2026 (Civil Code art. 193)',
    ]);
    expect(JSON.parse(ask(...complaint, '--json').stdout)).toMatchObject({
      dueAt: '2026-05-25T20:59:59.999Z',
      lastDay: '2026-05-25',
      warnings: [],
    });
  });

  it('takes a calendar from a file, and says what is wrong with one', () => {
    const calendar = {
      key: 'own',
      title: { ru: 'Свой' },
      version: '1',
      zone: 'Europe/Moscow',
      years: [2026],
      days: { '2026-05-25': 'regional' },
    };
    const file = join(folder, 'own.json');
    writeFileSync(file, JSON.stringify(calendar));
    expect(ask(...complaint, '--calendar', file).stdout).toMatch(/^2026-05-26\n/);
    writeFileSync(file, JSON.stringify({ ...calendar, days: { '2026-02-30': 'regional' } }));
    expect(ask(...complaint, '--calendar', file)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^date\.invalid \/days\/2026-02-30 /) as string,
    });
    expect(ask(...complaint, '--calendar', join(folder, 'none.json'))).toMatchObject({ status: 1, stdout: '' });
  });

  it('refuses a term that does not say which days it means', () => {
    const { status, stderr } = ask('--from', '2026-04-24', '--term', '3 дня', '--regime', 'civil-code');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^term\.unitMissing \/term\/unit .*рабочие или календарные/);
  });

  it('warns of a year whose calendar is not published', () => {
    const { status, stderr } = ask('--from', '2027-12-24', '--term', '10 рабочих дней', '--regime', 'tax-code');
    expect([status, stderr.split(' ')[0]]).toEqual([0, 'calendar.yearNotPublished']);
  });
});
