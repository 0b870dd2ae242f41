import type { ProcessDefinition } from '../schema/definition.ts';
import { hashOf } from './canonical.ts';
import { declaredVariables } from './declared.ts';
import { expandApprovals } from './expand/approval.ts';
import { graphOf } from './graph.ts';
import type { Programme, ProgrammeSource } from './programme.ts';

const byHash = new Map<string, Programme>();
const bySource = new WeakMap<ProgrammeSource, Programme>();
/** Programmes kept in memory; the oldest goes first. Long enough for every version that living instances run. */
const KEPT = 1_000;

/**
 * Makes a source ready to run: composites expanded, elements indexed, everything deep-frozen, also the source given.
 * The same source (by hash) is compiled once.
 */
export function compile(source: ProgrammeSource): Programme {
  const known = bySource.get(source);
  if (known) return known;
  const hash = hashOf(source);
  let programme = byHash.get(hash);
  if (!programme) {
    programme = build(source, hash);
    if (byHash.size >= KEPT) for (const oldest of byHash.keys()) if (byHash.delete(oldest)) break;
    byHash.set(hash, programme);
  }
  bySource.set(source, programme);
  return programme;
}

function build(source: ProgrammeSource, hash: string): Programme {
  deepFreeze(source);
  const definition = deepFreeze(expandApprovals(source.definition));
  return deepFreeze({
    hash,
    source,
    definition,
    zone: definition.zone ?? 'Europe/Moscow',
    limits: source.limits,
    parameters: parametersOf(definition),
    declared: declaredVariables(definition),
    ...graphOf(definition),
    statuses: new Map((definition.statuses ?? []).map((status) => [status.code, status.canonical])),
  });
}

function parametersOf(definition: ProcessDefinition): { [name: string]: unknown } {
  return Object.fromEntries((definition.parameters ?? []).map((parameter) => [parameter.name, parameter.value]));
}

function deepFreeze<T>(value: T): T {
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const next = stack.pop();
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const member of next instanceof Map ? next.values() : Object.values(next)) stack.push(member);
  }
  return value;
}
