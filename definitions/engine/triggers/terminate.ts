import type { TerminateTrigger } from '../../schema/definition.ts';
import { noteEnd } from '../completion.ts';
import type { TriggerKind } from '../handler.ts';
import { push, record } from '../run.ts';
import { cancelContent } from '../scopes.ts';

/** Everything in the container ends; the container itself then completes as usual. */
export const terminate: TriggerKind<TerminateTrigger> = {
  throw(run, _trigger, node, scopeId) {
    record(run, { type: 'element.completed', elementId: node.id, scopeId });
    noteEnd(run, node, scopeId);
    cancelContent(run, scopeId);
    push(run, { do: 'settle', scopeId });
    return 'gone';
  },
};
