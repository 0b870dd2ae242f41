import { Worker } from 'node:worker_threads';
import type { CaseResult } from './case-result.ts';
import type { Job, Report } from './worker.ts';

/** Why a job ended without saying so. */
export type Loss = 'the time limit was reached' | `the run crashed: ${string}`;

export interface Crew {
  /** Resolves with how the job was lost, or undefined when it was done. Silence for longer than the limit is a loss. */
  run(job: Job, limitMs: number, emit: (result: CaseResult) => void): Promise<Loss | undefined>;
  close(): Promise<void>;
}

/** One thread at a time; a new one takes the place of one that hangs or crashes. */
export function hireCrew(): Crew {
  let worker: Worker | undefined;
  return {
    async run(job, limitMs, emit) {
      worker ??= new Worker(new URL('./worker.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: 1_024 },
      });
      const loss = await watch(worker, job, limitMs, emit);
      if (loss !== undefined) {
        // A thread that is stuck outside JavaScript ends when it can; nobody waits for it.
        void worker.terminate();
        worker = undefined;
      }
      return loss;
    },
    async close() {
      await worker?.terminate();
    },
  };
}

function watch(
  worker: Worker,
  job: Job,
  limitMs: number,
  emit: (result: CaseResult) => void,
): Promise<Loss | undefined> {
  return new Promise((resolve) => {
    const finish = (loss?: Loss) => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', crash).off('exit', leave);
      // Terminating a broken thread may still raise an error, which is already known.
      if (loss !== undefined) worker.on('error', () => undefined);
      resolve(loss);
    };
    const expire = () => finish('the time limit was reached');
    let timer = setTimeout(expire, limitMs);
    const hear = (report: Report) => {
      clearTimeout(timer);
      if ('done' in report) {
        finish();
        return;
      }
      emit(report.result);
      timer = setTimeout(expire, limitMs);
    };
    const crash = (error: Error) => finish(`the run crashed: ${error.message}`);
    const leave = (code: number) => finish(`the run crashed: the thread ended with ${code}`);
    worker.on('message', hear).on('error', crash).on('exit', leave);
    worker.postMessage(job);
  });
}
