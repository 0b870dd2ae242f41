/** A case of the kit, as `cases.json` has it. */
export interface BpmnCase {
  id: string;
  file: string;
  group: string;
  process: string;
  startFirst?: string[];
  input?: { [name: string]: unknown };
  delayMs?: number;
  expect: Expected;
}

export interface Expected {
  tasks: string[];
  parallel?: [string, string][];
  marker?: boolean;
  data?: unknown[];
  error?: 'runtime' | 'errorEvent' | 'deployment' | 'any';
  completes?: boolean;
}

/** What the run left. */
export interface Observed {
  tasks: string[];
  marker: boolean;
  data: unknown[];
  intervals: { name: string; from: string; to: string }[];
  /** `waiting`: it has not ended and not failed; `none`: no instance of the process runs or ran. */
  process: 'completed' | 'waiting' | 'failed' | 'none';
  error?: 'deployment' | 'runtime' | 'errorEvent';
  /** Which error, for people. */
  reason: string;
}

/** What of the expectation does not hold; empty: the case passes. */
export function misses(expected: Expected, got: Observed): string[] {
  const found: string[] = [];
  if (sorted(expected.tasks) !== sorted(got.tasks)) found.push(`tasks ${sorted(got.tasks)}`);
  for (const [a, b] of expected.parallel ?? []) if (!overlap(got, a, b)) found.push(`${a} and ${b} do not overlap`);
  if (expected.marker !== undefined && expected.marker !== got.marker) found.push(`marker ${got.marker}`);
  for (const value of expected.data ?? []) {
    if (!got.data.some((each) => JSON.stringify(each) === JSON.stringify(value)))
      found.push(`data ${JSON.stringify(got.data)}`);
  }
  if (!errorAsExpected(expected.error, got.error)) found.push(`error ${got.error ?? 'none'}`);
  if (expected.completes === true && got.process !== 'completed') found.push(`process ${got.process}`);
  if (expected.completes === false && got.process !== 'waiting') found.push(`process ${got.process}`);
  return found;
}

function errorAsExpected(expected: Expected['error'], got: Observed['error']): boolean {
  return expected === 'any' ? got !== undefined : expected === got;
}

/** One begins in the other, its end excluded. */
function overlap({ intervals }: Observed, a: string, b: string): boolean {
  const begins = (x: { from: string }, y: { from: string; to: string }) => x.from >= y.from && x.from < y.to;
  const [as, bs] = [intervals.filter(({ name }) => name === a), intervals.filter(({ name }) => name === b)];
  return as.some((x) => bs.some((y) => begins(x, y) || begins(y, x)));
}

function sorted(items: string[]): string {
  return JSON.stringify([...items].sort());
}
