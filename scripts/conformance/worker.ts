import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { BpmnCase } from './bpmn-case.ts';
import { runBpmnCase } from './bpmn-run.ts';
import { runCalendar } from './calendar.ts';
import type { CaseResult } from './case-result.ts';
import { runDmn } from './dmn.ts';

/** What the thread is asked to do: one BPMN case, or a whole kit that emits its cases one by one. */
export type Job =
  | { kit: 'bpmn'; dir: string; one: BpmnCase }
  | { kit: 'dmn'; dir: string }
  | { kit: 'calendar'; dir: string };
export type Report = { result: CaseResult } | { done: true };

/** Cases run in a thread of their own, so that one that hangs or crashes can be left behind. */
parentPort?.on('message', (job: Job) => {
  void work(job).then(() => parentPort?.postMessage({ done: true } satisfies Report));
});

async function work(job: Job): Promise<void> {
  const emit = (result: CaseResult) => parentPort?.postMessage({ result } satisfies Report);
  if (job.kit === 'calendar') await runCalendar(job.dir, emit);
  else if (job.kit === 'dmn') await runDmn(job.dir, emit);
  else emit(await runOne(job.dir, job.one));
}

async function runOne(dir: string, one: BpmnCase): Promise<CaseResult> {
  try {
    return await runBpmnCase(one, await readFile(join(dir, one.file), 'utf8'));
  } catch (error) {
    const { file, group, id, expect } = one;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kit: 'bpmn', group, file, case: id, status: 'failed', expected: expect, got: null, reason };
  }
}
