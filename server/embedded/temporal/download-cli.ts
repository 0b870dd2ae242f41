/**
 * Run as a process of its own, because the SDK's download can neither be cancelled nor given a time limit.
 * It starts the server it has downloaded; we end that at once and keep the binary.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const downloadDir = process.argv[2];
if (downloadDir === undefined) throw new Error('Name the folder');
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version: 'default', ttl: '3650 days' } },
  });
  await environment.teardown();
} catch (error) {
  const cause = (error as Error).cause;
  process.stderr.write(`${(error as Error).message}${cause instanceof Error ? ` (${cause.message})` : ''}\n`);
  process.exitCode = 1;
}
