import { parser } from 'lezer-feel';
import { type Names, namesIn } from '../../feel/index.ts';

export type ReadExpression = ({ ok: true } & Names) | { ok: false; position: number };

const grammar = parser.configure({ top: 'Expression' });

/** Parses a FEEL expression as the evaluator does and tells what it takes from outside. `position` counts from 1. */
export function readExpression(source: string): ReadExpression {
  const names = namesIn(source);
  return names === undefined ? { ok: false, position: firstError(source) + 1 } : { ok: true, ...names };
}

/** Where the grammar first stumbles; what it takes and the evaluator refuses is wrong as a whole. */
function firstError(source: string): number {
  let position: number | undefined;
  grammar.parse(source).iterate({
    enter({ type, from }) {
      if (type.isError) position ??= from;
    },
  });
  return position ?? 0;
}
