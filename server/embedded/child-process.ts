import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { OrphanGuard } from './orphan-guard.ts';
import { endProcess, identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/** How a kind of child is asked to end: signals with the time each gets. `SIGKILL` follows by itself. */
export type EndingSignals = [
  { signal: NodeJS.Signals; patienceMs: number },
  ...{ signal: NodeJS.Signals; patienceMs: number }[],
];

export interface ChildPlan {
  name: string;
  command: string;
  args: string[];
  /** Where records of running children and their output are kept. */
  runFolder: string;
  logFolder: string;
  ending: EndingSignals;
  guard: OrphanGuard;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Opens a channel to a Node child, which tells it when this process is gone. */
  channel?: boolean;
  /** Shows the child's output instead of keeping it in a file. */
  visible?: boolean;
}

export interface Child {
  name: string;
  pid: number;
  logFile: string;
  process: ChildProcess;
  /** Resolves when the process has ended, with words that say how. */
  ended: Promise<string>;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

const recordPath = (runFolder: string, name: string): string => join(runFolder, `${name}.json`);
const largestLog = 20 * 1024 * 1024;

/** Starts a child in a process group of its own: Ctrl-C in a terminal reaches only this process, which ends its children in order. */
export function startChild(plan: ChildPlan): Child {
  mkdirSync(plan.runFolder, { recursive: true });
  mkdirSync(plan.logFolder, { recursive: true });
  const logFile = join(plan.logFolder, `${plan.name}.log`);
  if (existsSync(logFile) && statSync(logFile).size > largestLog) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a');
  const output = plan.visible ? 'inherit' : log;
  const child = spawn(plan.command, plan.args, {
    detached: true,
    stdio: plan.channel ? ['ignore', output, output, 'ipc'] : ['ignore', output, output],
    env: plan.env ?? process.env,
    ...(plan.cwd === undefined ? {} : { cwd: plan.cwd }),
    ...(plan.uid === undefined ? {} : { uid: plan.uid }),
    ...(plan.gid === undefined ? {} : { gid: plan.gid }),
  });
  closeSync(log);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`${plan.name} could not be run: ${error.message}`));
    child.on('exit', (code, signal) => resolve(`${plan.name} ended with ${signal ?? `code ${code}`}`));
  }).then((how) => {
    over = true;
    forgetChild(plan.runFolder, plan.name);
    if (child.pid !== undefined) plan.guard.forget(child.pid, plan.ending[0].signal);
    return how;
  });
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity !== undefined) {
    plan.guard.watch(identity.pid, plan.ending[0].signal);
    writeFileSync(recordPath(plan.runFolder, plan.name), JSON.stringify({ ...identity, ending: plan.ending }));
  }
  return {
    name: plan.name,
    pid: child.pid ?? 0,
    logFile,
    process: child,
    ended,
    hasEnded: () => over,
    async stop() {
      if (!over && identity !== undefined) await endProcess(identity, plan.ending);
      await ended;
    },
  };
}

/** Ends the child of that name left by a parent that was killed. Says whether there was one. */
export async function endOrphan(runFolder: string, name: string): Promise<boolean> {
  const record = readRecord(recordPath(runFolder, name));
  if (record === undefined) return false;
  const alive = isAlive(record);
  if (alive) await endProcess(record, record.ending);
  forgetChild(runFolder, name);
  return alive;
}

export function forgetChild(runFolder: string, name: string): void {
  rmSync(recordPath(runFolder, name), { force: true });
}

function readRecord(path: string): (ProcessIdentity & { ending: EndingSignals }) | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity & { ending: EndingSignals };
  } catch {
    // Cut short by the kill that made the orphan, or never written.
    return undefined;
  }
}

/** The end of a child's log: what to show when it would not start. */
export function lastLines(logFile: string, lines = 20): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Writes a whole file or none: a kill between the two steps leaves the old one. */
export function writeFileWhole(path: string, content: string | Buffer, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, path);
}
