import { compile, type Programme, type ProgrammeSource } from '../definitions/engine/index.ts';
import type { ProgrammeArgument } from './programme-payload.ts';

/**
 * Programmes this worker has met, compiled once and frozen. A preloaded module: all workflows of the sandbox share it,
 * so it may hold nothing but what is the same for all of them.
 */
const KEPT_AT_MOST = 200;

export interface LoadedProgramme extends ProgrammeArgument {
  readonly programme: Programme;
}

const byHash = new Map<string, LoadedProgramme>();

export function loadProgramme(hash: string, json: () => string): LoadedProgramme {
  const known = byHash.get(hash);
  if (known) return known;
  const loaded = Object.freeze({ $programme: hash, programme: compile(JSON.parse(json()) as ProgrammeSource) });
  if (byHash.size >= KEPT_AT_MOST) byHash.delete(byHash.keys().next().value as string);
  byHash.set(hash, loaded);
  return loaded;
}
