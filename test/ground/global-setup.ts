import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startGround, type Ground } from '../../server/embedded/ground.ts';
import { consoleProgress } from '../../server/embedded/progress.ts';
import { ensureNamespace } from '../../server/embedded/temporal/namespace.ts';
import './provided.ts';
import { dropDatabases, ensureTemplate } from './template-database.ts';

const namespace = 'reglament-test';

/** Starts what is not given by address, and takes it all away at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = { adminUrl: process.env['REGLAMENT_TEST_DATABASE'], temporal: process.env['REGLAMENT_TEST_TEMPORAL'] };
  const ours = given.adminUrl && given.temporal ? undefined : await startOwn(given);
  const adminUrl = given.adminUrl ?? (ours?.ground.adminUrl as string);
  const temporalAddress = given.temporal ?? (ours?.ground.temporalAddress as string);
  const prefix = `test_${randomBytes(4).toString('hex')}_`;
  const teardown = async (): Promise<void> => {
    if (given.adminUrl) await dropDatabases(adminUrl, prefix);
    await ours?.ground.stop();
    if (ours !== undefined) rmSync(ours.folder, { recursive: true, force: true });
  };
  try {
    if (ours === undefined) await ensureNamespace(temporalAddress, namespace, () => true);
    const template = await ensureTemplate(adminUrl);
    project.provide('ground', { adminUrl, template, prefix, temporalAddress, temporalNamespace: namespace });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

async function startOwn(given: {
  adminUrl: string | undefined;
  temporal: string | undefined;
}): Promise<{ ground: Ground; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-test-'));
  const env = { ...process.env, DATABASE_URL: given.adminUrl, TEMPORAL_ADDRESS: given.temporal };
  // What a test run leaves behind is nobody's data: it need not survive a power cut.
  const postgresSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=400'];
  const ground = await startGround({
    dataFolder: folder,
    env,
    namespace,
    progress: consoleProgress(),
    postgresSettings,
  });
  return { ground, folder };
}
