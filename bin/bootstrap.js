// Plain JavaScript without dependencies: this runs before anything is installed, on whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = [20, 19];
const shippedNode = (folder) =>
  join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs what the lock file says where needed, then runs `script` on the Node of the lock file and takes over its exit code. */
export async function runOnPinnedNode(script, args) {
  try {
    refuseOldNode();
    await ensureDependencies(projectFolder, { allowed: !process.env.REGLAMENT_NO_INSTALL });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  takeOver(script, args);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(
    `Нужен Node.js ${oldestNode.join('.')} или новее, здесь ${process.versions.node}.\n` +
      `Node.js ${oldestNode.join('.')} or newer is needed, this is ${process.versions.node}. Install the current LTS.`,
  );
}

/** `fresh`, or why an install is needed. */
export function dependencyState(folder) {
  const modules = join(folder, 'node_modules');
  const lockText = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (!existsSync(modules)) return { fresh: false, why: 'node_modules is missing', hash };
  if (!existsSync(shippedNode(folder))) return { fresh: false, why: 'the pinned Node is missing', hash };
  if (readOr(stampFile(folder), '') === hash) return { fresh: true, hash };
  // Somebody ran npm by hand: npm's own record of what it installed tells whether that is what the lock file asks for.
  const installed = JSON.parse(readOr(join(modules, '.package-lock.json'), '{}')).packages;
  if (!installed) return { fresh: false, why: 'the last install was not finished', hash };
  for (const [path, wanted] of Object.entries(JSON.parse(lockText).packages)) {
    if (path === '' || wanted.link) continue;
    const found = installed[path];
    if (!found && (wanted.optional || wanted.peer)) continue;
    if (!found || found.version !== wanted.version || found.integrity !== wanted.integrity) {
      return { fresh: false, why: `${path.replace(/^.*node_modules\//, '')} is not the locked one`, hash };
    }
  }
  return { fresh: true, hash };
}

/** Runs `npm ci` unless what is installed is what is locked. */
export async function ensureDependencies(folder, { allowed }) {
  const before = dependencyState(folder);
  if (before.fresh) return remember(folder, before.hash);
  if (!allowed) throw new Error(`Dependencies are stale: ${before.why}, and REGLAMENT_NO_INSTALL is set. Run: npm ci`);
  const release = await lock(folder);
  try {
    // Another start may have installed them while this one waited.
    const state = dependencyState(folder);
    if (state.fresh) return remember(folder, state.hash);
    await install(folder, state.why);
    if (!existsSync(shippedNode(folder))) {
      throw new Error(
        'npm ci ran, but the package `node` brought no binary: its install script was held back. ' +
          'Run `npm rebuild node` (without ignore-scripts) and try again.',
      );
    }
    remember(folder, state.hash);
  } finally {
    release();
  }
}

function install(folder, why) {
  process.stdout.write(`Ставлю зависимости / Installing dependencies (${why})\n`);
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const ticker = setInterval(() => process.stdout.write(`  npm ci … ${seconds()}\n`), 10_000);
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (output += chunk));
    npm.on('error', (error) => reject(new Error(`npm could not be run: ${error.message}`)));
    npm.on('close', (code) => {
      if (code === 0) {
        process.stdout.write(`  npm ci: ${seconds()}\n`);
        resolve();
      } else reject(new Error(`npm ci failed with code ${code} after ${seconds()}:\n${excerpt(output)}`));
    });
  }).finally(() => clearInterval(ticker));
}

/** npm says what is wrong first and how it is used last; what is between can be long. */
function excerpt(output) {
  const lines = output.split('\n').filter((line) => !line.includes('EBADENGINE'));
  return lines.length <= 60 ? lines.join('\n') : [...lines.slice(0, 30), '…', ...lines.slice(-15)].join('\n');
}

/** One install at a time in one checkout; the lock of a process that is gone does not count. */
async function lock(folder) {
  const path = join(tmpdir(), `reglament-install-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  for (let told = false; ; told = true) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, 'pid'), String(process.pid));
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(path)) rmSync(path, { recursive: true, force: true });
    else if (!told) process.stdout.write('Жду другую установку / Waiting for another install in this folder\n');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function isAbandoned(path) {
  const pid = Number(readOr(join(path, 'pid'), '0'));
  try {
    if (pid === 0) return Date.now() - statSync(path).mtimeMs > 10_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Runs the script as a child, because Node 20 cannot replace itself, and passes signals on. */
function takeOver(script, args) {
  const modules = join(projectFolder, 'node_modules');
  const child = spawn(shippedNode(projectFolder), [script, ...args], {
    // The channel tells the child when this process is gone, however it ended.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      // The zone of the host must not reach workflows.
      TZ: 'UTC',
      PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) stopWhenOrphaned(() => child.connected && child.disconnect());
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

/** npm killed with -9 tells nobody, and the shell it runs scripts in stays: watch for npm itself. */
function stopWhenOrphaned(stop) {
  const shell = parentAndName(process.ppid);
  const npm = shell && /^(da|ba|z)?sh$/.test(shell.name) ? shell.parent : process.ppid;
  const timer = setInterval(() => {
    try {
      process.kill(npm, 0);
    } catch (error) {
      if (error.code !== 'ESRCH') return;
      clearInterval(timer);
      stop();
    }
  }, 500);
}

function parentAndName(pid) {
  const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [parent, name] =
    status === 0
      ? stdout.trim().split(/\s+/)
      : readOr(`/proc/${pid}/stat`, '')
          .replace(/^\d+ \((.*)\) \S (\d+) .*$/s, '$2 $1')
          .split(' ');
  return name === undefined ? undefined : { parent: Number(parent), name: name.split('/').at(-1) };
}

const stampFile = (folder) => join(folder, 'node_modules', '.reglament-lock-hash');

function remember(folder, hash) {
  if (readOr(stampFile(folder), '') !== hash) writeFileSync(stampFile(folder), hash);
}

function readOr(path, fallback) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}
