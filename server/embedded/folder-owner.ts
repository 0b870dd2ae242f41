import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetChild, writeFileWhole } from './child-process.ts';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

export interface OwnedFolder {
  /** Tells whoever waits for the folder that it will soon be free. */
  leaving(): void;
  release(): void;
}

interface Patience {
  /** With an owner that works: it may be about to notice that whoever started it was killed. */
  withWorking: number;
  withLeaving: number;
}

/** Takes the data folder for this process; an owner that is on its way out is waited for. */
export async function ownFolder(
  dataFolder: string,
  say: (text: string) => void,
  patience: Patience = { withWorking: 3_000, withLeaving: 20_000 },
): Promise<OwnedFolder> {
  const runFolder = join(dataFolder, 'run');
  mkdirSync(runFolder, { recursive: true });
  const path = join(runFolder, 'owner.json');
  const began = Date.now();
  for (let told = false; ; told = true) {
    const owner = readOwner(path);
    if (owner === undefined || !isAlive(owner) || owner.pid === process.pid) break;
    if (Date.now() - began > (owner.leaving ? patience.withLeaving : patience.withWorking)) {
      throw new Error(
        `${dataFolder}: папка занята процессом ${owner.pid} / is in use by process ${owner.pid}. ` +
          'Stop it, or give another folder by REGLAMENT_DATA.',
      );
    }
    if (!told) say(`  Waiting for process ${owner.pid}, which uses ${dataFolder}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const write = (leaving: boolean): void => {
    writeFileWhole(path, JSON.stringify({ ...identityOf(process.pid), leaving }), 0o644);
  };
  write(false);
  return { leaving: () => write(true), release: () => forgetChild(runFolder, 'owner') };
}

function readOwner(path: string): (ProcessIdentity & { leaving: boolean }) | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity & { leaving: boolean };
  } catch {
    return undefined;
  }
}
