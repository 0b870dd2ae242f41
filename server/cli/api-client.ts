import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ApiAccess {
  url: string;
  key: string;
}

/** The address and key given, else those of the environment, else the address `npm start` runs at in the data folder. */
export function apiAccess(
  given: { url?: string | undefined; key?: string | undefined },
  env: NodeJS.ProcessEnv,
): ApiAccess {
  const key = given.key ?? env['REGLAMENT_KEY'];
  if (!key) {
    throw new Error('Нужен ключ API: --key или REGLAMENT_KEY / An API key is needed: --key or REGLAMENT_KEY');
  }
  return { url: (given.url ?? env['REGLAMENT_URL'] ?? localUrl(env)).replace(/\/$/, ''), key };
}

function localUrl(env: NodeJS.ProcessEnv): string {
  const folder = resolve(env['REGLAMENT_DATA'] ?? fileURLToPath(new URL('../../.data', import.meta.url)));
  const ports = join(folder, 'ports.json');
  const kept = existsSync(ports) ? (JSON.parse(readFileSync(ports, 'utf8')) as { http?: number }).http : undefined;
  return `http://127.0.0.1:${kept ?? 8080}`;
}

interface Problem {
  code: string;
  title: string;
  detail?: string;
  errors: { code: string; pointer: string; message: string }[];
}

/** Sends a request; a refusal becomes an error that tells its code, its words and each place in the data. */
export async function callApi<T>(
  access: ApiAccess,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${access.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${access.key}`,
      ...(isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: isForm ? body : JSON.stringify(body),
  }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new Error(`${access.url} не отвечает / does not answer: ${cause}. Запустите / run: npm start`);
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  throw new Error(wordsOf(response.status, text));
}

function wordsOf(status: number, text: string): string {
  let problem: Problem;
  try {
    problem = JSON.parse(text) as Problem;
  } catch {
    return `HTTP ${status}: ${text.slice(0, 500)}`;
  }
  const first = `${problem.code}: ${problem.title}${problem.detail ? ` (${problem.detail})` : ''}`;
  return [first, ...problem.errors.map(({ code, pointer, message }) => `  ${code} ${pointer} ${message}`)].join('\n');
}
