import { type Env, mayList, typeError, wrong } from '../env.ts';
import { type Context, isContext, isNull } from '../value.ts';
import { define } from './define.ts';

function put(env: Env, context: Context, path: readonly unknown[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (typeof name !== 'string') return wrong(env, 'feel.type', 'context put: a key is text');
  const inside = Object.hasOwn(context, name) ? context[name] : undefined;
  const next = rest.length === 0 ? value : put(env, isContext(inside) ? inside : {}, rest, value);
  return { ...context, [name]: next };
}

function entriesOf(env: Env, list: readonly unknown[]): unknown {
  const made: { [name: string]: unknown } = {};
  for (const entry of list) {
    if (!isContext(entry) || typeof entry['key'] !== 'string' || !Object.hasOwn(entry, 'value'))
      return typeError(env, 'context: every entry needs a key and a value');
    if (Object.hasOwn(made, entry['key'])) return wrong(env, 'feel.evaluation', `context: ${entry['key']} comes twice`);
    Object.defineProperty(made, entry['key'], {
      value: entry['value'],
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return made;
}

export const contextFunctions = [
  define('get value(m: context, key: string | list)', (_env: Env, context: Context, key: unknown) => {
    let at: unknown = context;
    for (const name of Array.isArray(key) ? key : [key])
      at = isContext(at) && typeof name === 'string' && Object.hasOwn(at, name) ? at[name] : null;
    return at;
  }),
  define('get entries(m: context)', (env: Env, context: Context) => {
    const entries = Object.entries(context);
    mayList(env, entries.length);
    return entries.map(([key, value]) => ({ key, value }));
  }),
  define(
    'context put(context: context, key: string | list, value: any)',
    (env: Env, context: Context, key: unknown, value: unknown) => {
      const path = Array.isArray(key) ? key : [key];
      return path.length === 0 ? wrong(env, 'feel.evaluation', 'context put: no key') : put(env, context, path, value);
    },
  ),
  define('context merge(contexts: list)', (env: Env, contexts: unknown[]) => {
    if (!contexts.every(isContext)) return typeError(env, 'context merge works on contexts');
    return Object.assign({}, ...contexts) as unknown;
  }),
  define('context(entries: list)', (env: Env, entries: unknown[]) => entriesOf(env, entries)),
  define(
    'is(value1: any, value2: any)',
    (_env: Env, a: unknown, b: unknown) => isNull(a) === isNull(b) && (isNull(a) || Object.is(a, b)),
  ),
];
