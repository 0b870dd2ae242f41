import type { Mapping } from '../schema/definition.ts';
import type { Variables } from './event.ts';
import { valueAt } from './expression.ts';
import { Problem } from './problem.ts';
import { type Run, record, scopeOf, writableScope } from './run.ts';

/** Names that would reach into JavaScript's own objects. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Writes a value where the variable is declared: in `scopeId` or the nearest scope around it that has the name, else in
 * the process. `to` is a name or a dotted path into an object.
 */
export function assign(run: Run, scopeId: string, to: string, value: unknown): void {
  const [name = '', ...path] = to.split('.');
  const target = declaringScope(run, scopeId, name);
  setIn(run, target, name, path, value);
}

/** Writes a variable of this very scope. */
export function setLocal(run: Run, scopeId: string, to: string, value: unknown): void {
  const [name = '', ...path] = to.split('.');
  setIn(run, scopeId, name, path, value);
}

/** Every property becomes a variable, each where it is declared. */
export function assignAll(run: Run, scopeId: string, values: Variables): void {
  for (const [name, value] of Object.entries(values)) setIn(run, declaringScope(run, scopeId, name), name, [], value);
}

export function setAllLocal(run: Run, scopeId: string, values: Variables): void {
  for (const [name, value] of Object.entries(values)) setIn(run, scopeId, name, [], value);
}

/** What mappings yield, as one object; a later mapping adds to what an earlier one made. */
export function mapped(run: Run, scopeId: string, mappings: readonly Mapping[], extra?: Variables): Variables {
  let made: Variables = {};
  for (const mapping of mappings) {
    const [name = '', ...path] = mapping.to.split('.');
    checkName(name, path);
    made = { ...made, [name]: withPath(made[name], path, valueAt(run, scopeId, mapping.value, extra)) };
  }
  return made;
}

/** Evaluates mappings one after the other and assigns each where its variable is declared, from `target` on. */
export function mapInto(
  run: Run,
  scopeId: string,
  target: string,
  mappings: readonly Mapping[],
  extra?: Variables,
): void {
  for (const mapping of mappings) assign(run, target, mapping.to, valueAt(run, scopeId, mapping.value, extra));
}

function declaringScope(run: Run, scopeId: string, name: string): string {
  let scope = scopeOf(run, scopeId);
  while (scope.parent !== undefined && !Object.hasOwn(scope.variables, name)) scope = scopeOf(run, scope.parent);
  return scope.id;
}

function setIn(run: Run, scopeId: string, name: string, path: readonly string[], value: unknown): void {
  checkName(name, path);
  const scope = writableScope(run, scopeId);
  const before = Object.hasOwn(scope.variables, name) ? scope.variables[name] : undefined;
  const next = path.length === 0 ? value : withPath(before, path, value);
  account(run, weightOf(name, next) - weightOf(name, before));
  scope.variables = { ...scope.variables, [name]: next };
  run.touched = true;
  const last = run.records.at(-1);
  if (last?.type === 'variables.set' && last.scopeId === scopeId) {
    run.records[run.records.length - 1] = { ...last, values: { ...last.values, [name]: next } };
  } else {
    record(run, { type: 'variables.set', scopeId, values: { [name]: next } });
  }
}

function checkName(name: string, path: readonly string[]): void {
  if (name === '' || forbidden.has(name) || path.some((part) => part === '' || forbidden.has(part))) {
    throw new Problem('variable.name', `${[name, ...path].join('.')} is not a name of a variable`);
  }
}

function withPath(before: unknown, path: readonly string[], value: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const base = isObject(before) ? before : {};
  return { ...base, [head]: withPath(Object.hasOwn(base, head) ? base[head] : undefined, rest, value) };
}

function isObject(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keeps the running size of all variables below the limit. */
export function account(run: Run, bytes: number): void {
  const total = (run.state.counters['bytes'] ?? 0) + bytes;
  if (bytes > 0 && total > run.programme.limits.stateBytes) {
    throw new Problem(
      'limit.stateBytes',
      `The variables of the instance would take more than ${run.programme.limits.stateBytes} bytes`,
    );
  }
  run.state.counters['bytes'] = total;
}

function weightOf(name: string, value: unknown): number {
  return value === undefined ? 0 : name.length + 4 + sizeOf(value);
}

/** Bytes of a value as JSON, roughly: enough to keep a state bounded. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value === 'number') return 8;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + sizeOf(item) + 1, 2);
  if (isObject(value))
    return Object.entries(value).reduce((sum, [name, item]) => sum + name.length + 4 + sizeOf(item), 2);
  return value === undefined ? 0 : 5;
}
