import type { ScriptTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import type { ElementHandler } from '../handler.ts';
import { push } from '../run.ts';
import { mapInto } from '../variables.ts';

/** FEEL assignments, one after the other, each to the variable where it is declared. */
export const scriptTask: ElementHandler<ScriptTask> = {
  enter: enterActivity,
  execute(run, node, scope) {
    mapInto(run, scope.id, scope.id, node.element.assignments);
    push(run, { do: 'finish', scopeId: scope.id });
  },
};
