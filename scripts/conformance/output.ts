import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import type { CaseResult } from './case-result.ts';

type Status = CaseResult['status'];
type Counts = { [S in Status]: number };

/** Counts what it is given and says it: failing cases as they come, the table and the totals at the end. */
export class Output {
  readonly #groups = new Map<string, Counts>();
  readonly #print: (line: string) => void;
  readonly #json: WriteStream | undefined;
  #written = 0;

  constructor(print: (line: string) => void, jsonFile: string | undefined) {
    this.#print = print;
    this.#json = jsonFile === undefined ? undefined : createWriteStream(jsonFile);
    this.#json?.write('[');
  }

  add(result: CaseResult): void {
    const counts = this.#groups.get(result.group) ?? { passed: 0, failed: 0, unsupported: 0 };
    counts[result.status] += 1;
    this.#groups.set(result.group, counts);
    this.#json?.write(`${this.#written === 0 ? '\n' : ',\n'}${JSON.stringify(result)}`);
    this.#written += 1;
    if (result.status !== 'failed') return;
    const { file, case: name, expected, got, reason } = result;
    this.#print(
      `${file}  ${name}  expected ${JSON.stringify(expected)}  got ${JSON.stringify(got)}  ${oneLine(reason)}`,
    );
  }

  /** Prints the table and the last line; true when nothing failed. */
  async close(): Promise<boolean> {
    if (this.#json !== undefined) {
      this.#json.end(this.#written === 0 ? ']\n' : '\n]\n');
      await once(this.#json, 'finish');
    }
    for (const line of table(this.#groups)) this.#print(line);
    const all = [...this.#groups.values()];
    const sum = (status: Status) => all.reduce((n, counts) => n + counts[status], 0);
    this.#print(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('unsupported')} unsupported`);
    return sum('failed') === 0;
  }
}

function table(groups: Map<string, Counts>): string[] {
  const head = ['group', 'passed', 'failed', 'unsupported'];
  const rows = [...groups].map(([group, { passed, failed, unsupported }]) =>
    [group, passed, failed, unsupported].map(String),
  );
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [line(head), ...rows.map(line)];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' | ');
}
