import type { CompensationTrigger } from '../../schema/definition.ts';
import { compensate } from '../compensation.ts';
import type { TriggerKind } from '../handler.ts';

export const compensation: TriggerKind<CompensationTrigger> = {
  throw: (run, trigger, node, scopeId) => compensate(run, node, scopeId, trigger.activity),
};
