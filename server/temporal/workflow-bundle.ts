import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { converterPaths } from './connection.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const cacheFolder = join(project, 'node_modules', '.cache', 'reglament');

/** What the bundle is made of: a change in any of it makes another bundle. */
const sources = ['definitions', 'workflows', 'activities'].map((folder) => join(project, folder));
const lockFile = join(project, 'package-lock.json');

type WebpackHook = NonNullable<Parameters<typeof bundleWorkflowCode>[0]['webpackConfigHook']>;

let built: Promise<{ codePath: string }> | undefined;

/** The workflow bundle, built once for given sources and kept among the caches of the checkout. */
export function workflowBundle(): Promise<{ codePath: string }> {
  built ??= build();
  return built;
}

async function build(): Promise<{ codePath: string }> {
  const codePath = join(cacheFolder, `workflows-${fingerprint()}.cjs`);
  if (existsSync(codePath)) return { codePath };
  const { code } = await bundleWorkflows();
  mkdirSync(cacheFolder, { recursive: true });
  // Two processes may build at once: each writes its own file, the last rename wins, and both say the same.
  const draft = `${codePath}.${process.pid}`;
  writeFileSync(draft, code);
  renameSync(draft, codePath);
  return { codePath };
}

/**
 * Bundles the sources as they are; `further` may change them on the way (tests put faults into the engine so), and
 * modules of workflow interceptors may listen.
 */
export async function bundleWorkflows(
  further: WebpackHook = (config) => config,
  interceptorModules: string[] = [],
): Promise<{ code: string }> {
  const workflow = (name: string): string => join(project, 'workflows', name);
  return bundleWorkflowCode({
    workflowsPath: workflow('index.ts'),
    workflowInterceptorModules: interceptorModules,
    ...converterPaths,
    // Loaded once for all workflows of the sandbox: pure code, and programmes that are the same for everybody.
    preloadModules: [workflow('programme-cache.ts'), workflow('journal-chain.ts')],
    webpackConfigHook: (config) => further(withOurSettings(config)),
    logger: silentUnlessWrong,
  });
}

const withOurSettings: WebpackHook = (config) => {
  config.resolve = {
    ...config.resolve,
    alias: {
      ...(config.resolve?.alias as { [name: string]: string }),
      // Where Node has a native Temporal the polyfill prefers it, with the host's clock: workflows must not see that.
      'temporal-polyfill$': 'temporal-polyfill/implementation',
    },
  };
  for (const rule of config.module?.rules ?? []) {
    const use = typeof rule === 'object' && rule !== null ? rule.use : undefined;
    if (typeof use === 'object' && use !== null && 'options' in use && typeof use.options === 'object') {
      // The sandbox runs on the Node that we bring: no need to translate to older JavaScript.
      const jsc = (use.options as { jsc?: { target?: string } }).jsc;
      if (jsc) jsc.target = 'es2022';
    }
  }
  return config;
};

function fingerprint(): string {
  const hash = createHash('sha256').update(process.version).update(readFileSync(lockFile));
  for (const folder of sources) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort(byPath)) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      hash.update(path.slice(project.length)).update(readFileSync(path));
    }
  }
  return hash
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex')
    .slice(0, 16);
}

function byPath(a: { parentPath: string; name: string }, b: { parentPath: string; name: string }): number {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;
}

const silent = (): void => {};
const silentUnlessWrong = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: (message: string) => process.stderr.write(`${message}\n`),
};
