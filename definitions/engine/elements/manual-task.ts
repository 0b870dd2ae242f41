import type { ManualTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import type { ElementHandler } from '../handler.ts';
import { push } from '../run.ts';

/** Done outside of any system: the engine passes it (BPMN 13.3.3). */
export const manualTask: ElementHandler<ManualTask> = {
  enter: enterActivity,
  execute: (run, _node, scope) => push(run, { do: 'finish', scopeId: scope.id }),
};
