import { describe, expect, it } from 'vitest';
import { Fuzzer } from '../../scripts/fuzz/fuzzer.ts';

describe('what nobody should write', () => {
  it('is refused or finished: 2,000 fuzzed expressions, definitions and events, no exception, no hang', () => {
    const fuzzer = new Fuzzer(20261122);
    for (let run = 0; run < 2_000; run++) fuzzer.once();
    expect(fuzzer.defects).toEqual([]);
    // It did get everywhere.
    const reached = [
      'expression evaluated',
      'expression feel.limit',
      'definition accepted',
      'definition refused by a check',
      'event applied',
      'incident limit.steps',
      'life completed',
    ];
    for (const outcome of reached) expect(fuzzer.outcomes.get(outcome), outcome).toBeGreaterThan(5);
  }, 120_000);
});
