import type { EventHandler } from '../handler.ts';
import { push } from '../run.ts';
import { addLive } from '../scopes.ts';
import { isContainer } from '../containers.ts';

/** An official starts an inner activity of an ad-hoc sub-process. */
export const adHocActivate: EventHandler<'adHoc.activate'> = {
  suspended: 'rejected',
  accepts(programme, state, { data }) {
    const scope =
      typeof data.scopeId === 'string' && Object.hasOwn(state.scopes, data.scopeId)
        ? state.scopes[data.scopeId]
        : undefined;
    const node = scope?.elementId === undefined ? undefined : programme.nodes.get(scope.elementId);
    if (node?.type !== 'adHocSubProcess' || !isContainer(programme, scope) || scope?.adHoc?.ending)
      return { code: 'scope.notOpen', pointer: '/scopeId', message: 'No such ad-hoc sub-process runs now' };
    if (!node.body?.entries.some((entry) => entry.id === data.elementId))
      return {
        code: 'adHoc.notOffered',
        pointer: '/elementId',
        message: `${String(data.elementId)} can't be started here`,
      };
    if (node.element.type === 'adHocSubProcess' && node.element.ordering === 'sequential' && (scope?.live ?? 0) > 0)
      return { code: 'adHoc.busy', pointer: '/elementId', message: 'Here one step is done after the other' };
    return undefined;
  },
  apply(run, { data }) {
    addLive(run, data.scopeId);
    push(run, { do: 'enter', elementId: data.elementId, scopeId: data.scopeId });
  },
};
