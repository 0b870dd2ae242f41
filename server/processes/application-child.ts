import { fileURLToPath } from 'node:url';
import { lastLines, startChild, type Child, type EndingSignals } from '../embedded/child-process.ts';
import type { OrphanGuard } from '../embedded/orphan-guard.ts';

/** What the application process tells its parent when it serves. */
export interface ReadyMessage {
  type: 'ready';
  url: string;
  /** The first administrator's key: exists in this message only. */
  firstKey?: string;
}

/** A line a person should read, later than the start. */
export interface NoteMessage {
  type: 'note';
  text: string;
}

export interface ApplicationPlan {
  env: NodeJS.ProcessEnv;
  runFolder: string;
  logFolder: string;
  guard: OrphanGuard;
  /** Shows the log instead of keeping it in a file. */
  visible: boolean;
  onReady(message: ReadyMessage): void;
  onNote(text: string): void;
}

const ending: EndingSignals = [{ signal: 'SIGTERM', patienceMs: 4_500 }];
const startsWithinMs = 180_000;

/** Starts the application process; resolves when it serves, rejects with the end of its log when it does not come to it. */
export async function startApplication(plan: ApplicationPlan): Promise<Child> {
  const { env, runFolder, logFolder, guard, visible } = plan;
  const child = startChild({
    ...{ name: 'application', command: process.execPath, env, runFolder, logFolder, ending, guard, visible },
    args: ['--enable-source-maps', fileURLToPath(new URL('./application.ts', import.meta.url))],
    channel: true,
  });
  const ready = new Promise<'ready'>((resolve) => {
    child.process.on('message', (message: ReadyMessage | NoteMessage) => {
      if (message.type === 'note') return plan.onNote(message.text);
      plan.onReady(message);
      resolve('ready');
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`application is not ready after ${startsWithinMs / 1000} s`), startsWithinMs);
  });
  const outcome = await Promise.race([ready, child.ended, tooLate]);
  clearTimeout(timer);
  if (outcome === 'ready') return child;
  await child.stop();
  throw new Error(visible ? outcome : `${outcome}; the end of ${child.logFile}:\n${lastLines(child.logFile)}`);
}
