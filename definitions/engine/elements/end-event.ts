import type { EndEvent } from '../../schema/definition.ts';
import type { ElementHandler } from '../handler.ts';
import { arrive } from '../pass.ts';
import { throwFrom } from '../throwing.ts';

export const endEvent: ElementHandler<EndEvent> = {
  enter(run, node, scopeId) {
    arrive(run, node, scopeId);
    throwFrom(run, node, scopeId, 0);
  },
};
