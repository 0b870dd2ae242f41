import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { live } from './life.ts';

/**
 * Random definitions live random lives: valid and broken models, likely events and nonsense. In every state the
 * invariants hold, no function throws or changes what it was given, `accepts` and `transition` agree, and the journal
 * applied again gives the same journal and state. A seed that ever failed is added to `examples`.
 */
const examples: [seed: number][] = [[6], [317], [926], [956], [1784], [110934], [139878], [142186]];

describe('any definition, whatever happens to it', () => {
  it('keeps its invariants and replays the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000_000 }), (seed) => {
        expect(live(seed).problems).toEqual([]);
      }),
      { numRuns: 1_000, examples },
    );
  }, 60_000);
});
