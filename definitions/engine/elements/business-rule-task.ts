import type { BusinessRuleTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import { decide } from '../decide.ts';
import type { ElementHandler } from '../handler.ts';
import { push } from '../run.ts';

export const businessRuleTask: ElementHandler<BusinessRuleTask> = {
  enter: enterActivity,
  execute(run, node, scope) {
    const { decision, result } = node.element;
    push(run, {
      do: 'finish',
      scopeId: scope.id,
      result: { as: 'output', value: { [result]: decide(run, scope.id, decision) } },
    });
  },
};
