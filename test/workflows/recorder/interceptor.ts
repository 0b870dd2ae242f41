import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';
import type { CommitRequest } from '../../../activities/journal/contract.ts';
import type { ContinueArguments } from '../../../workflows/start-arguments.ts';

/** What a run does towards the outside that history does not keep: the arguments of a local activity. */
export interface RecorderSinks extends Sinks {
  recorder: {
    commit(how: 'local' | 'durable', request: CommitRequest): void;
    carried(carried: ContinueArguments): void;
  };
}

const { recorder } = proxySinks<RecorderSinks>();

/** Goes into the bundle that replays: tells the test what is committed and what the next run is given. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      async scheduleLocalActivity(input, next) {
        if (input.activityType === 'commit') recorder.commit('local', input.args[0] as CommitRequest);
        return next(input);
      },
      async scheduleActivity(input, next) {
        if (input.activityType === 'commit') recorder.commit('durable', input.args[0] as CommitRequest);
        return next(input);
      },
      async continueAsNew(input, next) {
        recorder.carried(input.args[1] as ContinueArguments);
        return next(input);
      },
    },
  ],
});
