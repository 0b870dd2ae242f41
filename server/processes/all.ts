/** `npm start`: everything in one process tree. Options: --demo, --watch. */
import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startGround, type Ground } from '../embedded/ground.ts';
import { endOrphan } from '../embedded/child-process.ts';
import { keepRunning, type Kept } from '../embedded/keep-running.ts';
import { consoleProgress } from '../embedded/progress.ts';
import { masterKey } from '../embedded/secrets.ts';
import { startApplication, type ReadyMessage } from './application-child.ts';
import { buildUi } from './build-ui.ts';
import { summaryTable, type SummaryRow } from './summary.ts';
import { untilTermination } from './termination.ts';
import { watchSources } from './watch-sources.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const [demo, watching] = ['--demo', '--watch'].map((flag) => process.argv.includes(flag));
const started = Date.now();
const dataFolder = resolve(process.env['REGLAMENT_DATA'] ?? join(project, '.data'));
const namespace = process.env['TEMPORAL_NAMESPACE'] ?? 'reglament';
const progress = consoleProgress();
const running: { ground?: Ground; application?: Kept; stopWatching?: () => void } = {};

const terminated = untilTermination();
const outcome = await Promise.race([
  terminated,
  start().then(
    () => 'started' as const,
    (error: Error) => error,
  ),
]);
if (outcome instanceof Error) {
  process.stderr.write(`\n${outcome.message}\n`);
  await stop();
  process.exit(1);
}
const reason = await terminated;
process.stdout.write(`\nОстанавливаю / Stopping (${reason})\n`);
await stop();
process.stdout.write('Остановлено / Stopped\n');
process.exit(0);

async function start(): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  progress.say(`Регламент: данные / data in ${relative(process.cwd(), dataFolder) || dataFolder}`);
  const ground = await startGround({ dataFolder, env: process.env, namespace, progress });
  running.ground = ground;
  await buildUi(project, progress);
  const [runFolder, logFolder] = [join(dataFolder, 'run'), join(dataFolder, 'logs')];
  await endOrphan(runFolder, 'application');
  const env = await applicationEnvironment(ground);
  let latest: ReadyMessage | undefined;
  running.application = await progress.step('Регламент', () =>
    keepRunning(() => {
      const onReady = (ready: ReadyMessage): void => {
        if (latest) progress.say('  Регламент снова работает / is running again');
        latest = ready;
      };
      const { guard } = ground;
      const onNote = (text: string): void => progress.say(`  ${text}`);
      return startApplication({ env, runFolder, logFolder, guard, visible: watching === true, onReady, onNote });
    }, progress.say),
  );
  if (latest) progress.say(announcement(ground, latest, join(logFolder, 'application.log')));
  if (watching) {
    running.stopWatching = watchSources(project, (file) => {
      progress.say(`  ${file} изменён / changed`);
      running.application?.current().process.kill('SIGTERM');
    });
  }
}

/** In reverse order of starting: nothing loses the ground it stands on. */
async function stop(): Promise<void> {
  running.stopWatching?.();
  running.ground?.leaving();
  await running.application?.stop();
  await running.ground?.stop();
}

async function applicationEnvironment(ground: Ground): Promise<NodeJS.ProcessEnv> {
  const wantedPort = Number(process.env['PORT'] || 8080);
  const port = await ground.ports.take('http', wantedPort, true);
  const inbox = process.env['SMTP_URL'] ? undefined : await ground.ports.take('smtp', 11_025);
  return {
    ...process.env,
    TZ: 'UTC',
    PORT: String(port),
    REGLAMENT_DATA: dataFolder,
    DATABASE_URL: ground.databaseUrl,
    TEMPORAL_ADDRESS: ground.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    REGLAMENT_MASTER_KEY: masterKey(dataFolder, process.env),
    REGLAMENT_PLAY: process.env['REGLAMENT_PLAY'] ?? '1',
    ...(inbox === undefined ? {} : { SMTP_URL: `smtp://127.0.0.1:${inbox}`, REGLAMENT_INBOX_PORT: String(inbox) }),
    ...(demo ? { REGLAMENT_DEMO: '1' } : {}),
  };
}

function announcement(ground: Ground, ready: ReadyMessage, log: string): string {
  const rows: SummaryRow[] = [{ name: 'Регламент', where: ready.url, ...(watching ? {} : { log }) }];
  rows.push({ name: 'API', where: `${ready.url}/api/v1 (описание / description: ${ready.url}/openapi.json)` });
  rows.push({ name: 'Почта / Mail', where: process.env['SMTP_URL'] ?? `${ready.url}/dev/mail` });
  rows.push(...ground.parts);
  const replaced = ground.ports
    .replaced()
    .map(({ purpose, wanted, port }) => `  порт занят / port busy: ${purpose} ${wanted} → ${port}`);
  const key = ready.firstKey
    ? [
        '',
        'Первый ключ администратора, показан один раз / The first administrator key, shown once:',
        `  ${ready.firstKey}`,
      ]
    : [];
  const took = `Работает через ${Math.round((Date.now() - started) / 1000)} с / Up in ${Math.round((Date.now() - started) / 1000)} s. Ctrl-C останавливает / stops.`;
  return ['', summaryTable(rows), ...replaced, ...key, '', took].join('\n');
}
