import type { CallActivity } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import type { ElementHandler } from '../handler.ts';
import { issue, nextId, writable } from '../run.ts';

export const callActivity: ElementHandler<CallActivity> = {
  enter: enterActivity,

  /** The version is the one bound at publish. The called instance gets what the input mappings made. */
  execute(run, node, scope) {
    const { calls, version = run.programme.source.bindings[calls] } = node.element;
    const id = nextId(run, 'c');
    const at = { elementId: node.id, scopeId: scope.id };
    const { loopCounter: _loopCounter, ...input } = scope.variables;
    writable(run, 'pending')[id] = { id, type: 'instance.call', ...at };
    issue(
      run,
      {
        type: 'instance.call',
        id,
        key: calls,
        ...(version === undefined ? {} : { version }),
        input,
        elementId: node.id,
      },
      at,
    );
  },
};
