import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  setHandler,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import type { Applied, IncomingEvent } from '../server/runtime.ts';
import type { Rejection } from '../definitions/engine/index.ts';
import { InstanceRun } from './instance-run.ts';
import type { InstanceArguments } from './start-arguments.ts';
import type { LoadedProgramme } from './programme-cache.ts';
import type { ProgrammeArgument } from './programme-payload.ts';

/** The one way in: an event, answered when the read model is true. Its Update id is the event's id. */
export const apply = defineUpdate<Applied, [IncomingEvent]>('apply');

/** Where the journal stands according to history, and whether anything is under way. */
export interface InstancePosition {
  seq: number;
  hash: string;
  /** Nothing is being committed, delivered or called. */
  quiet: boolean;
  nextDueAt: string | null;
  /** What the one timer is armed for; the same, once all is quiet. */
  armedFor: string | null;
}

export const position = defineQuery<InstancePosition>('position');

/** Past this a wait state is used to begin a new run; past twice that effects under way are called back and begun again there. */
const LONG_HISTORY = 400;

/** Runs any definition: events in, transitions, commits and commands out. */
export async function processInstance(
  programme: ProgrammeArgument,
  input: InstanceArguments,
): Promise<{ status: string }> {
  // Nobody but the engine ends an instance: a cancellation from Temporal's own tools would leave no journal.
  return CancellationScope.nonCancellable(() => live(programme as LoadedProgramme, input)).catch((error: unknown) => {
    // A failure of Temporal's that got this far would end the case for good; as an error it fails the workflow task,
    // which is seen and mended by a deployment.
    if (error instanceof TemporalFailure) throw new Error('A failure that nobody took care of', { cause: error });
    throw error;
  });
}

async function live(argument: LoadedProgramme, input: InstanceArguments): Promise<{ status: string }> {
  const run = new InstanceRun(argument.programme, input);
  if ('begin' in input) run.begin(input.begin);
  setHandler(
    apply,
    async (event) => {
      const { rejection, ...applied } = run.apply(event);
      if (rejection) throw rejected(rejection, run.state.seq);
      await condition(() => run.committer.committed >= applied.seq);
      return applied;
    },
    {
      validator: (event) => {
        const rejection = run.refusal(event);
        if (rejection) throw rejected(rejection, run.state.seq);
      },
    },
  );
  setHandler(position, () => run.position);
  const outgrown = () => historyOutgrown(run, argument.programme.limits.historyEvents ?? LONG_HISTORY);
  if ('state' in input) run.resume(input.outstanding);

  for (;;) {
    await condition(() => run.committer.behind || run.over || outgrown());
    if (run.committer.behind) await run.commit();
    else if (run.over) {
      await condition(allHandlersFinished);
      return { status: run.state.status };
    } else return handOver(argument, run);
  }
}

/** Ends this run in favour of a new one: effects called back, everything committed, every handler answered. */
async function handOver(argument: LoadedProgramme, run: InstanceRun): Promise<never> {
  await run.effects.callBack();
  for (;;) {
    await condition(() => run.committer.behind || allHandlersFinished());
    if (!run.committer.behind) return continueAsNew<typeof processInstance>(argument, run.carried());
    await run.commit();
  }
}

function historyOutgrown(run: InstanceRun, long: number): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  if (!run.living) return false;
  if (historyLength >= 2 * long) return true;
  return (historyLength >= long || continueAsNewSuggested) && run.effects.idle;
}

/** The type is the one part that travels in clear: a code. Everything else is sealed like any payload. */
function rejected(rejection: Rejection, seq: number): Error {
  const { code, message } = rejection;
  return ApplicationFailure.create({ type: code, message, nonRetryable: true, details: [rejection, seq] });
}
