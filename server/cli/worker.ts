import { defineCommand } from 'citty';

export const command = defineCommand({
  meta: {
    name: 'worker',
    description:
      'Процесс исполнителя / a worker process (DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, REGLAMENT_MASTER_KEY)',
  },
  async run() {
    const { runWorker } = await import('../processes/worker.ts');
    await runWorker(process.env);
    process.exit();
  },
});
