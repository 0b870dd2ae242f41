import type { Transaction } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import { openBody } from '../containers.ts';
import type { ElementHandler } from '../handler.ts';
import { push } from '../run.ts';

/** A sub-process that a cancel end event undoes (compensation.ts). */
export const transaction: ElementHandler<Transaction> = {
  enter: enterActivity,
  execute(run, node, scope) {
    if (node.body) openBody(run, node.body, scope.id);
  },
  emptied: (run, _node, scope) => push(run, { do: 'finish', scopeId: scope.id }),
};
