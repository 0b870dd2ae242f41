import type { Frame } from './env.ts';

/** Operators and quotes that may stand inside a name: `a-b`, `Mike's`, `km/h`. */
const special = /[-+*/'.]/;
const none: readonly string[] = [];
const byFrame = new WeakMap<Frame, readonly string[]>();

/** Names in the frames that an expression can only be read with. Most expressions hold no operator, and cost nothing. */
export function specialNames(expression: string, frames: readonly Frame[]): readonly string[] {
  if (!special.test(expression)) return none;
  let found: string[] | undefined;
  for (const frame of frames) {
    for (const name of namesOf(frame)) if (expression.includes(name)) (found ??= []).push(name);
  }
  return found ? [...new Set(found)].sort() : none;
}

function namesOf(frame: Frame): readonly string[] {
  const known = byFrame.get(frame);
  if (known) return known;
  const names = Object.keys(frame).filter((name) => special.test(name));
  const kept = names.length === 0 ? none : names;
  byFrame.set(frame, kept);
  return kept;
}
