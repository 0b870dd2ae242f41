import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** CPU milliseconds used so far by these processes and everything they started (Linux; 0 elsewhere). */
export function cpuMs(roots: readonly number[]): number {
  const parents = new Map<number, { parent: number; ticks: number }>();
  for (const name of listProcesses()) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
    } catch {
      // It ended while we looked.
    }
  }
  const wanted = (pid: number): boolean =>
    roots.includes(pid) || (parents.has(pid) && wanted(parents.get(pid)?.parent ?? 0));
  let ticks = 0;
  for (const [pid, process] of parents) if (wanted(pid)) ticks += process.ticks;
  return (ticks * 1000) / ticksPerSecond;
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
