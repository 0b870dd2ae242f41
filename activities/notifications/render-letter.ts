import { Liquid, type Template } from 'liquidjs';
import type { Variables } from '../../definitions/engine/index.ts';
import { ConnectorFailure } from '../connector.ts';
import type { Language, Letter, LetterTemplate } from './letter.ts';

/** `moment` and `day` need to know whose clock and language the reader has. */
interface Reader {
  language: Language;
  zone: string;
}

const locales: { [language in Language]: string } = { ru: 'ru-RU', en: 'en-GB' };
const longestSubject = 200;
const longestText = 50_000;

/**
 * Renders a letter. Templates see own properties only, a name they use must be there, and no template can reach a
 * file or another template. A template that fails will fail again, so the failure is not retried.
 */
export function renderLetter(template: Omit<LetterTemplate, 'key' | 'title'>, data: Variables, reader: Reader): Letter {
  const subject = render(template.subject[reader.language], data, reader, longestSubject).trim();
  // What is refused here would become another header line: "Subject: …\r\nBcc: …".
  if (/[\p{Cc}\u2028\u2029]/u.test(subject)) {
    throw new ConnectorFailure('email.headerInjection', 'The subject would span several header lines', {
      retryable: false,
    });
  }
  return { subject, text: printable(render(template.text[reader.language], data, reader, longestText)) };
}

function render(source: string, data: Variables, reader: Reader, longest: number): string {
  try {
    return engineFor(reader)
      .renderSync(parsed(source, reader), data, { renderLimit: 1_000, memoryLimit: 1_000_000 })
      .slice(0, longest);
  } catch (error) {
    throw new ConnectorFailure('email.template', `The letter can't be written: ${(error as Error).message}`, {
      retryable: false,
    });
  }
}

const engines = new Map<string, Liquid>();
const templates = new WeakMap<Liquid, Map<string, Template[]>>();
const mostTemplates = 500;

function engineFor({ language, zone }: Reader): Liquid {
  const key = `${language} ${zone}`;
  const known = engines.get(key);
  if (known) return known;
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    templates: {},
    parseLimit: 100_000,
  });
  const options = { timeZone: zone } as const;
  const moment = new Intl.DateTimeFormat(locales[language], { ...options, dateStyle: 'long', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', dateStyle: 'long' });
  engine.registerFilter('moment', (value: unknown) => moment.format(instant(value)));
  engine.registerFilter('day', (value: unknown) => day.format(instant(String(value).slice(0, 10))));
  engines.set(key, engine);
  return engine;
}

function parsed(source: string, reader: Reader): Template[] {
  const engine = engineFor(reader);
  const known = templates.get(engine) ?? new Map<string, Template[]>();
  templates.set(engine, known);
  const found = known.get(source);
  if (found) return found;
  if (known.size >= mostTemplates) known.clear();
  const made = engine.parse(source);
  known.set(source, made);
  return made;
}

function instant(value: unknown): Date {
  const date = new Date(String(value));
  if (Number.isNaN(date.getTime())) throw new Error('a value that should be a date is none');
  return date;
}

/** Line ends as mail has them; no control characters that could fool a terminal or a mail program. */
function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
