import { readFile } from 'node:fs/promises';
import { defineCommand } from 'citty';
import type { CalendarData, Calendars } from '../../definitions/calendar/index.ts';
import {
  checkCalendar,
  countDeadline,
  explain,
  regimes,
  summarise,
  warningsOf,
} from '../../definitions/calendar/index.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';

/** A calendar by key, or calendar data from a JSON file. */
async function loadCalendars(
  named: string,
): Promise<{ key: string; calendars: Calendars; problems: ReturnType<typeof checkCalendar> }> {
  if (shippedCalendars[named] || !named.endsWith('.json'))
    return { key: named, calendars: shippedCalendars, problems: [] };
  let data: CalendarData;
  try {
    data = JSON.parse(await readFile(named, 'utf8')) as CalendarData;
  } catch (error) {
    throw new Error(`${named}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return { key: data.key, calendars: { ...shippedCalendars, [data.key]: data }, problems: checkCalendar(data) };
}

const schedules = Object.keys(shippedCalendars['ru']?.schedules ?? {}).join(', ');

export const command = defineCommand({
  meta: {
    name: 'deadline',
    description: 'Посчитать срок и объяснить каждую дату / count a deadline and explain every date',
  },
  args: {
    from: { type: 'string', required: true, description: '2026-04-24, 2026-04-24T15:00, 2026-04-24T12:00:00Z' },
    term: {
      type: 'string',
      required: true,
      description: '"30 calendarDays", "10 рабочих дней", "24 hours", 2026-05-25',
    },
    regime: { type: 'string', required: true, description: regimes.map(({ key }) => key).join(', ') },
    calendar: { type: 'string', default: 'ru', description: `${Object.keys(shippedCalendars).join(', ')}, FILE.json` },
    schedule: { type: 'string', description: schedules },
    zone: { type: 'string', description: 'Часовой пояс / time zone, Europe/Moscow' },
    event: { type: 'string', description: 'received, registered, delivered, inForce …' },
    before: { type: 'boolean', description: '«Не позднее чем за …» / counts backwards' },
    explain: { type: 'boolean', description: 'Объяснить построчно / explain line by line' },
    lang: { type: 'string', default: 'ru', description: 'ru, en' },
    json: { type: 'boolean', description: 'Ответ в JSON / the answer as JSON' },
  },
  async run({ args }) {
    const lang = args.lang === 'en' ? 'en' : 'ru';
    const { key, calendars, problems } = await loadCalendars(args.calendar);
    const answer = countDeadline({
      from: args.from,
      term: args.term,
      regime: args.regime,
      calendars,
      calendar: key,
      ...(args.schedule === undefined ? {} : { schedule: args.schedule }),
      ...(args.zone === undefined ? {} : { zone: args.zone }),
      ...(args.event === undefined ? {} : { event: args.event }),
      ...(args.before ? { direction: 'before' as const } : {}),
    });
    const refused = [...problems, ...(answer.ok ? [] : [answer.problem])];
    if (!answer.ok || refused.length > 0) {
      process.stderr.write(
        refused.map(({ code, pointer, message }) => `${code} ${pointer} ${message[lang]}\n`).join(''),
      );
      process.exitCode = 1;
      return;
    }
    const ledger = answer.value;
    const warnings = warningsOf(ledger);
    if (args.json) {
      const { dueAt, lastDay, zone, calendarVersion } = ledger;
      process.stdout.write(
        `${JSON.stringify({ dueAt, lastDay, zone, calendarVersion, explanation: explain(ledger, lang, calendars), warnings }, null, 2)}\n`,
      );
      return;
    }
    const lines = args.explain ? explain(ledger, lang, calendars) : [summarise(ledger, lang, calendars)];
    process.stdout.write(`${ledger.lastDay ?? ledger.dueAt}\n${lines.join('\n')}\n`);
    if (!args.explain)
      for (const warning of warnings) process.stderr.write(`${warning.code} ${warning.message[lang]}\n`);
  },
});
