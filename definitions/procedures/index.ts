import type { ProcessDefinition } from '../schema/definition.ts';
import appeal from './appeal/definition.json' with { type: 'json' };
import escalation from './escalation/definition.json' with { type: 'json' };

/** The procedures that are shipped, by key. JSON widens literal types, so the compiler is told; a test judges each by the schema. */
export const shippedProcedures: { [key: string]: ProcessDefinition } = {
  appeal: appeal as unknown as ProcessDefinition,
  escalation: escalation as unknown as ProcessDefinition,
};
