import type { EventHandler } from '../handler.ts';
import { judgeReason } from '../reason.ts';
import { setAllLocal } from '../variables.ts';

/** An operator corrects case data, with a reason. */
export const variablesSet: EventHandler<'variables.set'> = {
  suspended: 'applied',
  accepts(_programme, state, { data }) {
    if (typeof data.values !== 'object' || data.values === null || Array.isArray(data.values))
      return { code: 'event.invalid', pointer: '/values', message: 'No values' };
    if (!Object.hasOwn(state.scopes, data.scopeId ?? 's1'))
      return { code: 'scope.notOpen', pointer: '/scopeId', message: 'No such scope is open' };
    return judgeReason(data.reason);
  },
  apply: (run, { data }) => setAllLocal(run, data.scopeId ?? 's1', data.values),
};
