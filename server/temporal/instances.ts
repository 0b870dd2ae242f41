import type { Instances } from '../../activities/outbox/contract.ts';
import { RejectedError, UnknownInstanceError } from '../runtime.ts';
import type { TemporalRuntime } from './runtime.ts';

/** The runtime as deliveries see it: what is final is an answer, everything else is tried again. */
export function instancesOf(runtime: TemporalRuntime): Instances {
  return {
    async apply(instanceId, event) {
      try {
        await runtime.apply(instanceId, event);
        return 'applied';
      } catch (error) {
        if (error instanceof RejectedError) return 'refused';
        if (error instanceof UnknownInstanceError) return 'gone';
        throw error;
      }
    },
    async start(request) {
      try {
        await runtime.starter.start(request);
        return 'started';
      } catch (error) {
        if (!(error instanceof RejectedError)) throw error;
        return error.code === 'definition.notFound'
          ? 'unknown'
          : { refused: { code: error.code, message: error.message } };
      }
    },
  };
}
