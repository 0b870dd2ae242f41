import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dynamicSettings, pinnedServerVersion } from '../../server/embedded/temporal/versions.ts';
import { project } from './tracked-files.ts';

const read = (path: string): string => readFileSync(join(project, path), 'utf8');

test('dependencies are pinned exactly, so that the lock file and package.json say the same', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(String(version)),
  );
  expect(loose).toEqual([]);
});

test('the lock file names no host to fetch packages from', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('the lock file knows the packages of every platform, or a clean install fails', () => {
  // npm leaves out what the registry at hand does not hold, says nothing, and `npm ci` then calls the file out of step.
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const known = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !known.has(name)),
  );
  expect(missing).toEqual([]);
});

test('the Docker images are of the Temporal version that npm start builds', () => {
  const versions = [...read('temporal-docker-compose.yml').matchAll(/TEMPORAL_VERSION:-([\d.]+)/g)].map(
    ([, version]) => version,
  );
  expect(versions).toEqual([pinnedServerVersion(), pinnedServerVersion()]);
});

test('Temporal in Docker gets the dynamic settings of the embedded one', () => {
  const text = read('deploy/compose/dynamic-config.yaml');
  const settings = Object.fromEntries(
    [...text.matchAll(/^(\S+):\n {2}- value: (\S+)$/gm)].map(([, name, value]) => [name, JSON.parse(value as string)]),
  );
  expect(settings).toEqual(dynamicSettings);
});
