import type { ProcessDefinition } from '../../schema/definition.ts';

/** Composites become ordinary elements before anything runs. */
export function expandApprovals(definition: ProcessDefinition): ProcessDefinition {
  return definition;
}
