import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetChild, writeFileWhole } from './child-process.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/**
 * Takes the data folder for this process. Waits a little for an owner that is on its way out: whoever kills `npm` leaves
 * it seconds of work. Returns what gives the folder back.
 */
export async function ownFolder(
  dataFolder: string,
  say: (text: string) => void,
  patienceMs = 20_000,
): Promise<() => void> {
  const runFolder = join(dataFolder, 'run');
  mkdirSync(runFolder, { recursive: true });
  const path = join(runFolder, 'owner.json');
  const until = Date.now() + patienceMs;
  for (let told = false; ; told = true) {
    const owner = readOwner(path);
    if (owner === undefined || !isAlive(owner) || owner.pid === process.pid) break;
    if (Date.now() > until) {
      throw new Error(
        `${dataFolder} is in use by process ${owner.pid}: stop it, or give another folder by REGLAMENT_DATA`,
      );
    }
    if (!told) say(`  Waiting for process ${owner.pid}, which uses ${dataFolder}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  writeFileWhole(path, JSON.stringify(identityOf(process.pid)), 0o644);
  return () => forgetChild(runFolder, 'owner');
}

function readOwner(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
