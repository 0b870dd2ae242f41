import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CaseResult } from './case-result.ts';

/**
 * Counts the cases of the DMN kit. Decision models are not evaluated yet, and every case says so; the folder is walked
 * by what the files hold, not by their names.
 */
export async function runDmn(dir: string, emit: (result: CaseResult) => void): Promise<void> {
  const names = (await readdir(dir, { recursive: true })).filter((name) => name.endsWith('.xml')).sort();
  for (const name of names) {
    const file = name.replaceAll('\\', '/');
    const text = (await readFile(join(dir, name), 'utf8')).replace(/<!--[\s\S]*?-->/g, '');
    if (!/<(?:[\w.-]+:)?testCases[\s>]/.test(text)) continue;
    for (const [tag] of text.matchAll(/<(?:[\w.-]+:)?testCase(?=[\s>/])[^>]*>/g)) {
      const id = /\sid\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '';
      emit({
        kit: 'dmn',
        group: dirname(file),
        file,
        case: id,
        status: 'unsupported',
        expected: null,
        got: null,
        reason: 'decision models (DMN) are not evaluated yet',
      });
    }
  }
}
