import type { JournalEntry } from '../engine/index.ts';
import { type CoverageSummary, summarise } from './coverage.ts';
import { localText } from './expect.ts';
import type { Run } from './simulate.ts';

const words = {
  ru: {
    passed: 'пройден',
    failed: 'не пройден',
    at: 'часы остановились на',
    coverage: 'покрытие',
    elements: 'элементы',
    flows: 'потоки',
    missing: 'не пройдены',
  },
  en: {
    passed: 'passed',
    failed: 'failed',
    at: 'the clock stopped at',
    coverage: 'coverage',
    elements: 'elements',
    flows: 'flows',
    missing: 'not taken',
  },
} as const;

export interface FormatOptions {
  language?: 'ru' | 'en';
  zone: string;
  /** Also what happened, record by record. */
  journal?: boolean;
}

/** A run for people to read. */
export function formatRun(run: Run, { language = 'ru', zone, journal = false }: FormatOptions): string {
  const say = words[language];
  const lines = [`${run.passed ? '✓' : '✗'} ${run.scenario}: ${run.passed ? say.passed : say.failed}`];
  for (const { code, pointer, message } of run.problems) lines.push(`  ${code} ${pointer}`, `    ${message}`);
  for (const { id, key, state, journal: entries } of run.instances) {
    const status = [state.status, state.caseStatus?.code].filter((each) => each !== undefined).join(', ');
    lines.push(`  ${key} ${id}: ${status}`);
    if (journal) lines.push(...entries.flatMap((entry) => formatEntry(entry, zone)));
  }
  if (run.endedAt !== '') lines.push(`  ${say.at} ${localText(run.endedAt, zone)}`);
  for (const coverage of run.coverage) lines.push(`  ${say.coverage} ${counted(summarise(coverage), language)}`);
  return lines.join('\n');
}

/** What a set of scenarios took, and what none of them did. */
export function formatCoverage(summary: CoverageSummary, language: 'ru' | 'en' = 'ru'): string {
  const missing = [...summary.elements.missing, ...summary.flows.missing];
  const rest = missing.length === 0 ? '' : `; ${words[language].missing}: ${missing.join(', ')}`;
  return `${counted(summary, language)}${rest}`;
}

function counted({ key, elements, flows }: CoverageSummary, language: 'ru' | 'en'): string {
  const say = words[language];
  return `${key}: ${say.elements} ${elements.covered}/${elements.all}, ${say.flows} ${flows.covered}/${flows.all}`;
}

function formatEntry({ seq, event, records }: JournalEntry, zone: string): string[] {
  const head = `    ${seq}. ${localText(event.at, zone)} ${event.type} (${event.actor.kind} ${event.actor.id})`;
  return [head, ...records.map((record) => `       ${formatRecord(record)}`)];
}

/** Type first, then the members that say most, without nesting. */
function formatRecord({ type, ...members }: { type: string }): string {
  const shown = Object.entries(members)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${String(value)}`);
  return [type, ...shown].join(' ');
}
