import { defineCommand } from 'citty';
import { migrate } from '../database/index.ts';

export const command = defineCommand({
  meta: { name: 'migrate', description: 'Привести базу к текущей схеме / bring the database to the present schema' },
  async run() {
    const url = process.env['DATABASE_URL'];
    if (!url) throw new Error('Set DATABASE_URL');
    const { applied } = await migrate(url);
    process.stdout.write(
      applied.length === 0 ? 'Изменений нет / nothing to apply\n' : applied.map((name) => `${name}\n`).join(''),
    );
  },
});
