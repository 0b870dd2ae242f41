import { firstErrorIn, type Names, namesIn } from '../../feel/index.ts';

export type ReadExpression = ({ ok: true } & Names) | { ok: false; position: number };

/** Parses a FEEL expression as the evaluator does and tells what it takes from outside. `position` counts from 1. */
export function readExpression(source: string): ReadExpression {
  const names = namesIn(source);
  return names === undefined ? { ok: false, position: firstErrorIn(source) + 1 } : { ok: true, ...names };
}
