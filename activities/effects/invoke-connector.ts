import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { sql } from 'kysely';
import type { Command, RetryPolicy } from '../../definitions/engine/index.ts';
import type { CommandBox, CommandBoxPorts } from '../outbox/command-box.ts';
import type { Connector, ConnectorFailure } from '../connector.ts';
import type { CommandReference, ServiceAnswer } from './contract.ts';
import { retryDelayMs } from './retry-delay.ts';

type Invocation = Extract<Command, { type: 'service.invoke' }>;

const HEARTBEAT_MS = 2_000;

/** Calls connectors. What an effect answered is kept under its idempotency key: a repeated activity does nothing twice. */
export class ConnectorCalls {
  readonly #ports: CommandBoxPorts;
  readonly #box: CommandBox;
  readonly #connectors: ReadonlyMap<string, Connector>;

  constructor(ports: CommandBoxPorts, box: CommandBox, connectors: Connector[]) {
    this.#ports = ports;
    this.#box = box;
    this.#connectors = new Map(connectors.map((connector) => [connector.key, connector]));
  }

  async invoke(reference: CommandReference): Promise<ServiceAnswer> {
    const { instanceId, commandId } = reference;
    const idempotencyKey = `${instanceId}/${commandId}`;
    const recorded = await this.#begin(instanceId, idempotencyKey);
    if (recorded) return recorded;

    const { command: boxed, at } = await this.#box.open(reference);
    const command = boxed as Invocation;
    const connector = this.#connectors.get(command.connector);
    if (!connector) {
      throw ApplicationFailure.create({
        type: 'connector.unknown',
        message: `No connector ${command.connector}`,
        nonRetryable: true,
      });
    }
    const stopHeartbeats = keepBeating();
    try {
      const answer = await connector.invoke({
        input: command.input,
        settings: command.settings ?? {},
        idempotencyKey,
        instanceId,
        at,
        signal: Context.current().cancellationSignal,
      });
      await this.#finish(instanceId, idempotencyKey, answer);
      return answer;
    } catch (error) {
      Context.current().cancellationSignal.throwIfAborted();
      throw await this.#failure(idempotencyKey, error, { ...connector.retry, ...command.retry });
    } finally {
      stopHeartbeats();
    }
  }

  /** Marks the effect as begun; gives the answer if it was finished before. */
  async #begin(instanceId: string, idempotencyKey: string): Promise<ServiceAnswer | undefined> {
    const { database, keyring, unseal } = this.#ports;
    const row = await database
      .insertInto('effect')
      .values({ idempotency_key: idempotencyKey, instance_id: instanceId })
      .onConflict((conflict) => conflict.column('idempotency_key').doUpdateSet({ attempts: sql`effect.attempts + 1` }))
      .returning('answer')
      .executeTakeFirstOrThrow();
    if (!row.answer) return undefined;
    const { key } = await keyring.forInstance(instanceId);
    return JSON.parse(unseal(key, row.answer, answerPurpose(idempotencyKey)).toString()) as ServiceAnswer;
  }

  async #finish(instanceId: string, idempotencyKey: string, answer: ServiceAnswer): Promise<void> {
    const { database, keyring, seal } = this.#ports;
    const { key } = await keyring.forInstance(instanceId);
    const sealed = seal(key, Buffer.from(JSON.stringify(answer)), answerPurpose(idempotencyKey));
    await database
      .updateTable('effect')
      .set({ answer: sealed, finished_at: new Date() })
      .where('idempotency_key', '=', idempotencyKey)
      .execute();
  }

  /** Failures are counted here and not by attempts: a worker that died says nothing about the connector. */
  async #failure(idempotencyKey: string, error: unknown, policy: RetryPolicy): Promise<ApplicationFailure> {
    const { failures } = await this.#ports.database
      .updateTable('effect')
      .set({ failures: sql`effect.failures + 1` })
      .where('idempotency_key', '=', idempotencyKey)
      .returning('failures')
      .executeTakeFirstOrThrow();
    const known = error instanceof Error && error.name === 'ConnectorFailure' ? (error as ConnectorFailure) : undefined;
    const message = error instanceof Error ? error.message : String(error);
    const type = known?.code ?? 'service.failed';
    if (known?.retryable === false || failures >= policy.maxAttempts) {
      return ApplicationFailure.create({ type, message, nonRetryable: true });
    }
    return ApplicationFailure.create({ type, message, nextRetryDelay: retryDelayMs(policy, failures) });
  }
}

/** Tells Temporal that the worker lives, and hears whether anybody still waits. */
function keepBeating(): () => void {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  return () => clearInterval(timer);
}

function answerPurpose(idempotencyKey: string): string {
  return `effect:${idempotencyKey}`;
}
