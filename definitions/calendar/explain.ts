import type { Ledger } from './ledger.ts';

/** The derivation in words, line by line. */
export function explain(ledger: Ledger, _lang: 'ru' | 'en'): string[] {
  return ledger.steps.map((step) => JSON.stringify(step));
}
