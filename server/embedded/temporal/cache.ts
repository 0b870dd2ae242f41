import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { identityOf, isAlive, type ProcessIdentity } from '../process-identity.ts';

/** Outside the checkout, so that the next clone finds what this one built. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const root = env['REGLAMENT_CACHE'] || env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(root, 'reglament');
}

/**
 * Runs the work while no other process does the same: the lock is a folder, and the lock of a process that is gone does
 * not count. `waiting` is called once when there is somebody to wait for.
 */
export async function alone<T>(lockFolder: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  const ownerFile = join(lockFolder, 'owner.json');
  for (let told = false; ; ) {
    try {
      mkdirSync(lockFolder);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(ownerFile);
    if (owner !== undefined && !isAlive(owner)) {
      rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!told) waiting();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
    // Made and left without an owner: the maker was killed between its two steps.
    if (owner === undefined && readOwner(ownerFile) === undefined) rmSync(lockFolder, { recursive: true, force: true });
  }
  writeFileSync(ownerFile, JSON.stringify(identityOf(process.pid)));
  try {
    return await work();
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

function readOwner(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
