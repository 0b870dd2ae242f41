import {
  ApplicationFailure,
  type Client,
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import type { Ledger } from '../../definitions/calendar/index.ts';
import type { Rejection } from '../../definitions/engine/index.ts';
import { KeyUnknownError } from '../crypto/index.ts';
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
import { readLedgers } from './read-ledgers.ts';
import { Turnstile } from './turnstile.ts';
import { InstanceStarter, type StartOptions } from './instance-starter.ts';

const UPDATES_AT_ONCE = 6;
const GRPC_RESOURCE_EXHAUSTED = 8;
/** How often an Update that the server put off is sent again before the caller hears of it. */
const ATTEMPTS = 12;

/** How long the workflow may be behind the read model: until its lost task has timed out and been done again. */
const LAG_MS = 15_000;

/** What the API asks of Temporal, on the real one. */
export class TemporalRuntime implements InstanceRuntime {
  readonly #ground: TemporalGround;
  readonly #client: Client;
  readonly #starter: InstanceStarter;
  readonly #turnstile = new Turnstile(UPDATES_AT_ONCE);

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
    await this.#assertKnown(instanceId);
    return this.#turnstile.pass(instanceId, () => this.#update(instanceId, event));
  }

  async #update(instanceId: string, event: IncomingEvent): Promise<Applied> {
    const handle = this.#client.workflow.getHandle(instanceId);
    const patience = performance.now() + LAG_MS;
    for (let attempt = 1; ; attempt++) {
      try {
        return await handle.executeUpdate<Applied, [IncomingEvent]>('apply', { args: [event], updateId: event.id });
      } catch (error) {
        const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
        const closed = error instanceof WorkflowNotFoundError || isType(failure, 'AcceptedUpdateCompletedWorkflow');
        if (closed) return this.#answerWithoutWorkflow(instanceId, event);
        if (failure && !isType(failure, 'UnprocessedUpdate')) {
          const refused = rejectedBy(failure);
          if (!refused) throw error;
          if (performance.now() > patience || !(await this.#isBehind(instanceId, refused.seq))) throw refused.error;
        } else if (!failure && !isCrowded(error)) throw error;
        else if (attempt === ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(attempt * 50, 1_000) * (1 + Math.random())));
      }
    }
  }

  /**
   * A workflow task was lost after its commit: the read model shows what the workflow has yet to do again, and whoever
   * acted on it was refused by a state that is not there yet.
   */
  async #isBehind(instanceId: string, seq: number): Promise<boolean> {
    const instance = await this.#ground.database
      .selectFrom('instance')
      .select('seq')
      .where('id', '=', instanceId)
      .executeTakeFirst();
    return instance !== undefined && instance.seq > seq;
  }

  ledgers(instanceId: string): Promise<Ledger[]> {
    return readLedgers(this.#ground, instanceId);
  }

  fastForward(instanceId: string, target: { to: string } | { by: string }): Promise<{ at: string }> {
    return fastForward(this.#ground, this.#client, instanceId, target);
  }

  async #assertKnown(instanceId: string): Promise<void> {
    try {
      await this.#ground.keyring.forInstance(instanceId);
    } catch (error) {
      if (error instanceof KeyUnknownError) throw new UnknownInstanceError(instanceId);
      throw error;
    }
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
      return this.#update(instanceId, event);
    }
    const entry = await this.#ground.database
      .selectFrom('journal_entry')
      .select(['seq', 'at'])
      .where('instance_id', '=', instanceId)
      .where('event_id', '=', event.id)
      .where('voided_at', 'is', null)
      .executeTakeFirst();
    if (entry) return { instanceId, seq: entry.seq, at: entry.at.toISOString() };
    if (instance.engine_status === 'running' || instance.engine_status === 'suspended') {
      throw new Error(`Temporal has no workflow of the living instance ${instanceId}`);
    }
    throw new RejectedError('instance.finished', '', 'The instance has ended');
  }
}

/** The refusal, and how many transitions the instance had behind it when it refused. */
function rejectedBy(failure: Error): { error: RejectedError; seq: number } | undefined {
  if (!(failure instanceof ApplicationFailure)) return undefined;
  const [rejection, seq] = (failure.details ?? []) as [Rejection | undefined, number | undefined];
  if (!rejection || rejection.code !== failure.type) return undefined;
  const { code, pointer, message, details, ru } = rejection;
  return { error: new RejectedError(code, pointer, message, details ?? [], ru), seq: seq ?? 0 };
}

function isType(failure: Error | undefined, type: string): boolean {
  return failure instanceof ApplicationFailure && failure.type === type;
}

/** The server takes about ten Updates of one workflow at a time and asks the others to come again. */
function isCrowded(error: unknown): boolean {
  return isGrpcServiceError(error) && error.code === GRPC_RESOURCE_EXHAUSTED;
}
