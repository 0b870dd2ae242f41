import { defineCommand } from 'citty';

export const command = defineCommand({
  meta: {
    name: 'api',
    description: 'Процесс API / an API process (DATABASE_URL, TEMPORAL_ADDRESS, SMTP_URL, REGLAMENT_MASTER_KEY, PORT)',
  },
  async run() {
    const { runApi } = await import('../processes/api.ts');
    await runApi(process.env, (url, firstKey) => {
      process.stderr.write(`${url}\n`);
      if (firstKey) process.stderr.write(`Первый ключ администратора / the first administrator key: ${firstKey}\n`);
    });
    process.exit();
  },
});
