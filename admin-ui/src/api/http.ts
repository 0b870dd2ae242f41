import i18n from 'i18next';
import { Problem } from './problem.ts';

export interface Options {
  body?: unknown;
  query?: { [name: string]: string | number | boolean | readonly string[] | undefined };
  headers?: { [name: string]: string };
  signal?: AbortSignal;
}

type Listener = () => void;
const whenSignedOut = new Set<Listener>();
const whenActive = new Set<Listener>();

/** Called when the server says that the session is over. */
export function onSignedOut(listener: Listener): () => void {
  whenSignedOut.add(listener);
  return () => whenSignedOut.delete(listener);
}

/** Called after every answered request: the server's idle clock has just been set back. */
export function onActivity(listener: Listener): () => void {
  whenActive.add(listener);
  return () => whenActive.delete(listener);
}

/** One request to our API; refusals come as `Problem` in the language of the screen. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const answer = await send(method, path, options);
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

export async function send(method: string, path: string, options: Options): Promise<Response> {
  const { body } = options;
  const form = body instanceof FormData;
  let answer: Response;
  try {
    answer = await fetch(path + queryOf(options.query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': i18n.language,
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, { code: 'offline', title: i18n.t('app.offline') });
  }
  if (answer.ok) {
    for (const listener of whenActive) listener();
    return answer;
  }
  const problem = new Problem(answer.status, await answer.json().catch(() => ({ title: i18n.t('app.fault') })));
  if (problem.code === 'auth.missing' || problem.code === 'auth.invalid')
    for (const listener of whenSignedOut) listener();
  throw problem;
}

/** A key for one intention of the person: repeated clicks and retries are one request. */
export function idempotencyKey(): { 'idempotency-key': string } {
  return { 'idempotency-key': crypto.randomUUID() };
}

function queryOf(query: Options['query']): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === '') continue;
    if (Array.isArray(value)) for (const one of value) params.append(name, one);
    else params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
