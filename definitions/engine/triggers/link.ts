import type { LinkTrigger } from '../../schema/definition.ts';
import type { TriggerKind } from '../handler.ts';
import { Problem } from '../problem.ts';
import { push, record } from '../run.ts';

/** The token goes on at the catching link of that name in the same container. */
export const link: TriggerKind<LinkTrigger> = {
  throw(run, trigger, node, scopeId) {
    const container = node.parent === undefined ? run.programme.body : run.programme.nodes.get(node.parent)?.body;
    const target = container?.links.get(trigger.link);
    if (!target) throw new Problem('link.noTarget', `No link ${trigger.link} catches here`);
    record(run, { type: 'element.completed', elementId: node.id, scopeId });
    record(run, { type: 'element.entered', elementId: target.id, scopeId });
    record(run, { type: 'element.completed', elementId: target.id, scopeId });
    push(run, { do: 'leave', elementId: target.id, scopeId });
    return 'gone';
  },
};
