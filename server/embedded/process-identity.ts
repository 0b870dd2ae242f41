import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process and the moment it was born: a number alone may belong to somebody else by now. */
export interface ProcessIdentity {
  pid: number;
  born: string;
}

const linux = process.platform === 'linux';

/** Undefined when there is no such process, or only its unreaped remains. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  try {
    if (!linux) {
      const born = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
      return born === '' ? undefined : { pid, born };
    }
    // The name in parentheses may itself hold spaces and parentheses; the fields begin after the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return undefined;
    return { pid, born: `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTicks}` };
  } catch {
    return undefined;
  }
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.born === identity.born;
}

/** The command line of a process, arguments separated by spaces; empty when there is none. */
export function commandLineOf(pid: number): string {
  try {
    if (linux) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Signals the process, harder each time its patience is over; returns when it is gone. */
export async function endProcess(
  identity: ProcessIdentity,
  signals: { signal: NodeJS.Signals; patienceMs: number }[],
): Promise<void> {
  for (const { signal, patienceMs } of [...signals, { signal: 'SIGKILL' as const, patienceMs: 5_000 }]) {
    if (!isAlive(identity)) return;
    try {
      process.kill(identity.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      if (!isAlive(identity)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error(`Process ${identity.pid} does not end`);
}
