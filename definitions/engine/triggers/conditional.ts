import type { ConditionalTrigger } from '../../schema/definition.ts';
import { armCondition } from '../conditions.ts';
import type { TriggerKind } from '../handler.ts';
import { nextId } from '../run.ts';

export const conditional: TriggerKind<ConditionalTrigger> = {
  arm(run, trigger, armed) {
    armCondition(run, trigger, armed, nextId(run, 'k'));
  },
};
