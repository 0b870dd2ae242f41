import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { defineCommand } from 'citty';
import { apiAccess, callApi, type ApiAccess } from './api-client.ts';

interface Published {
  key: string;
  version: number;
}

interface StartedCase {
  instanceId: string;
  number: string;
  key: string;
  version: number;
}

export const command = defineCommand({
  meta: {
    name: 'start',
    description: 'Опубликовать определение и открыть дело / publish a definition and start an instance of it',
  },
  args: {
    file: { type: 'positional', required: true, description: 'FILE: определение в JSON / a definition as JSON' },
    input: { type: 'string', required: true, description: 'Файл с входными данными / file with the input, JSON' },
    document: {
      type: 'string',
      description: 'Документы / documents: statement=FILE.pdf,evidence=FILE.jpg',
    },
    key: { type: 'string', description: 'Ключ API / API key (REGLAMENT_KEY)' },
    url: { type: 'string', description: 'Адрес / address (REGLAMENT_URL)' },
    'idempotency-key': {
      type: 'string',
      description: 'Повтор с тем же ключом не откроет второго дела / a repeat opens no second case',
    },
    json: { type: 'boolean', description: 'Ответ в JSON / the answer as JSON' },
  },
  async run({ args }) {
    const access = apiAccess(args, process.env);
    const [definition, input] = await Promise.all([readJson(args.file), readJson(args.input)]);
    const { key, version } = await callApi<Published>(access, '/api/v1/definitions', definition);
    const documents = await upload(access, args.document ?? '');
    const started = await callApi<StartedCase>(
      access,
      '/api/v1/instances',
      { key, version, input, ...(documents.length > 0 ? { documents } : {}) },
      { 'idempotency-key': args['idempotency-key'] ?? randomUUID() },
    );
    if (args.json) process.stdout.write(`${JSON.stringify(started)}\n`);
    else {
      process.stdout.write(`${started.number}  ${started.key} v${started.version}\n`);
      process.stdout.write(`${access.url}/api/v1/instances/${started.instanceId}\n`);
    }
  },
});

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function upload(access: ApiAccess, list: string): Promise<{ document: string; fileId: string }[]> {
  const uploaded = [];
  for (const pair of list.split(',').filter((text) => text !== '')) {
    const at = pair.indexOf('=');
    if (at < 1) throw new Error(`--document ${pair}: ожидается КЛЮЧ=ФАЙЛ / expected KEY=FILE`);
    const [document, path] = [pair.slice(0, at), pair.slice(at + 1)];
    const form = new FormData();
    form.append('file', new Blob([await readFile(path)]), basename(path));
    const { id } = await callApi<{ id: string }>(access, '/api/v1/files', form);
    uploaded.push({ document, fileId: id });
  }
  return uploaded;
}
