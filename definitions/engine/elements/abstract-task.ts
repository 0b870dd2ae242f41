import type { AbstractTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import type { ElementHandler } from '../handler.ts';
import { push } from '../run.ts';

export const task: ElementHandler<AbstractTask> = {
  enter: enterActivity,
  execute: (run, _node, scope) => push(run, { do: 'finish', scopeId: scope.id }),
};
