import { sql } from 'kysely';
import type { Database } from '../../database/index.ts';
import { problem } from '../problem/problem.ts';

/** Of procedures that name no mask. */
const defaultMask = '########';

/**
 * Gives out the next number under a mask: each `#` is a digit, filled from the right. One counter per mask, one
 * statement, so that no two callers get the same; a number given to a request that then fails stays unused.
 */
export async function nextNumber(database: Database, mask: string = defaultMask): Promise<string> {
  const { last } = await database
    .insertInto('number_counter')
    .values({ mask, last: 1 })
    .onConflict((conflict) => conflict.column('mask').doUpdateSet({ last: sql`number_counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  const number = fillMask(mask, last);
  if (number === undefined) throw problem('numbering.exhausted', { detail: mask });
  return number;
}

export function fillMask(mask: string, count: number): string | undefined {
  const places = [...mask].filter((character) => character === '#').length;
  const digits = String(count).padStart(places, '0');
  if (digits.length > places) return undefined;
  let next = 0;
  return mask.replaceAll('#', () => digits[next++] as string);
}
