import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { consoleProgress } from '../../server/embedded/progress.ts';
import { buildUi } from '../../server/processes/build-ui.ts';
import startServers from '../ground/global-setup.ts';

/** Real servers, as for the integration tests, and the web application as it is built for use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildUi(join(import.meta.dirname, '..', '..'), consoleProgress());
  return startServers(project);
}
