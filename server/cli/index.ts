import { defineCommand, runCommand, runMain, type CommandDef } from 'citty';

// Commands differ in their arguments; the list does not care.
const command = (load: () => Promise<{ command: unknown }>) => async () => (await load()).command as CommandDef;

const main = defineCommand({
  meta: { name: 'reglament', description: 'Регламент: процедуры как данные / procedures as data' },
  subCommands: {
    api: command(() => import('./api.ts')),
    worker: command(() => import('./worker.ts')),
    migrate: command(() => import('./migrate.ts')),
    start: command(() => import('./start.ts')),
    registry: command(() => import('./registry.ts')),
    doctor: command(() => import('./doctor.ts')),
    deadline: command(() => import('./deadline.ts')),
    validate: command(() => import('./validate.ts')),
    simulate: command(() => import('./simulate.ts')),
    convert: command(() => import('./convert.ts')),
  },
});

const rawArgs = process.argv.slice(2);
if (rawArgs.length === 0 || rawArgs.includes('--help') || rawArgs.includes('-h')) await runMain(main, { rawArgs });
else await runCommand(main, { rawArgs }).catch(fail);

/** Words for a person; the stack is for whoever asks for it. */
function fail(error: Error): void {
  const detail = process.env['REGLAMENT_DEBUG'] ? error.stack : error.message;
  process.stderr.write(`${detail}\n`);
  if (error.name === 'CLIError') process.stderr.write('npx reglament --help\n');
  // A command that waits for signals would wait on.
  process.exit(1);
}
