import { ApplicationFailure, type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Rejection } from '../../definitions/engine/index.ts';
import {
  type Applied,
  type IncomingEvent,
  type InstanceRuntime,
  RejectedError,
  type StartRequest,
  UnknownInstanceError,
} from '../runtime.ts';
import type { TemporalGround } from './connection.ts';
import { fastForward } from './fast-forward.ts';
import { InstanceStarter, type StartOptions } from './instance-starter.ts';

/** What the API asks of Temporal, on the real one. */
export class TemporalRuntime implements InstanceRuntime {
  readonly #ground: TemporalGround;
  readonly #client: Client;
  readonly #starter: InstanceStarter;

  constructor(ground: TemporalGround, client: Client, options: StartOptions) {
    this.#ground = ground;
    this.#client = client;
    this.#starter = new InstanceStarter(ground, client, options);
  }

  get starter(): InstanceStarter {
    return this.#starter;
  }

  start(request: StartRequest): Promise<Applied> {
    return this.#starter.start(request);
  }

  async apply(instanceId: string, event: IncomingEvent): Promise<Applied> {
    const handle = this.#client.workflow.getHandle(instanceId);
    try {
      return await handle.executeUpdate<Applied, [IncomingEvent]>('apply', { args: [event], updateId: event.id });
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError) throw rejectedBy(error);
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
    return this.#answerWithoutWorkflow(instanceId, event);
  }

  fastForward(instanceId: string, target: { to: string } | { by: string }): Promise<{ at: string }> {
    return fastForward(this.#ground, this.#client, instanceId, target);
  }

  /** The workflow has closed, or has not begun: what stands in the database is final, or is finished first. */
  async #answerWithoutWorkflow(instanceId: string, event: IncomingEvent): Promise<Applied> {
    const instance = await this.#ground.database
      .selectFrom('instance')
      .select(['engine_status'])
      .where('id', '=', instanceId)
      .executeTakeFirst();
    if (!instance) throw new UnknownInstanceError(instanceId);
    if (instance.engine_status === 'starting') {
      await this.#starter.finish(instanceId);
      return this.apply(instanceId, event);
    }
    const entry = await this.#ground.database
      .selectFrom('journal_entry')
      .select(['seq', 'at'])
      .where('instance_id', '=', instanceId)
      .where('event_id', '=', event.id)
      .where('voided_at', 'is', null)
      .executeTakeFirst();
    if (entry) return { instanceId, seq: entry.seq, at: entry.at.toISOString() };
    throw new RejectedError('instance.finished', '', 'The instance has ended');
  }
}

function rejectedBy(error: WorkflowUpdateFailedError): Error {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return error;
  const rejection = cause.details?.[0] as Rejection | undefined;
  if (!rejection || rejection.code !== cause.type) return error;
  return new RejectedError(rejection.code, rejection.pointer, rejection.message, rejection.details ?? []);
}
