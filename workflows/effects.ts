import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  proxyActivities,
} from '@temporalio/workflow';
import type { EffectActivities, ServiceAnswer } from '../activities/effects/contract.ts';
import type { OutboxActivities } from '../activities/outbox/contract.ts';
import type { Command, CommandType } from '../definitions/engine/index.ts';

/**
 * How often a connector is tried again is the connector's and the definition's matter: the activity itself says when to
 * come back and when to give up. Heartbeats tell within seconds that a worker died or that nobody waits any more.
 */
const services = proxyActivities<EffectActivities>({
  startToCloseTimeout: '2 minutes',
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
const outbox = proxyActivities<OutboxActivities>({
  startToCloseTimeout: '20 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '250 milliseconds', maximumInterval: '10 seconds' },
});

/** What came of a command, for the engine to hear. */
export type EffectResult =
  | { commandId: string; type: 'service.answered'; answer: ServiceAnswer }
  | { commandId: string; type: 'service.exhausted'; code: string; message: string }
  | { commandId: string; type: 'message.noReceiver'; message: string; elementId: string };

/** A command whose activity hasn't ended: enough to begin it again after Continue-As-New. */
export interface OutstandingEffect {
  commandId: string;
  type: CommandType;
}

interface Running {
  type: CommandType;
  scope: CancellationScope;
  /** The engine waits no more: it isn't begun again in a new run. */
  unwanted?: true;
}

/** Effects under way. They begin after the commit of the transition that asked for them. */
export class Effects {
  readonly #instanceId: string;
  readonly #report: (result: EffectResult) => void;
  readonly #running = new Map<string, Running>();
  /** Set while a new run is being prepared: what would begin waits here for it. */
  #held: OutstandingEffect[] | undefined;

  constructor(instanceId: string, report: (result: EffectResult) => void) {
    this.#instanceId = instanceId;
    this.#report = report;
  }

  /** Messages and answers still on their way to other instances. */
  get delivering(): boolean {
    return [...this.#running.values()].some(({ type }) => type !== 'service.invoke');
  }

  get idle(): boolean {
    return this.#running.size === 0;
  }

  dispatch(command: Command): void {
    if (command.type === 'service.cancel') this.#cancel(command.commandId);
    else this.begin({ commandId: command.id, type: command.type });
  }

  begin({ commandId, type }: OutstandingEffect): void {
    if (this.#held) {
      this.#held.push({ commandId, type });
      return;
    }
    const running: Running = { type, scope: new CancellationScope() };
    this.#running.set(commandId, running);
    void running.scope
      .run(() => (type === 'service.invoke' ? this.#invoke(commandId) : this.#deliver(commandId)))
      .then((result) => {
        this.#running.delete(commandId);
        if (result !== 'cancelled') {
          if (result) this.#report(result);
        } else if (this.#held && !running.unwanted) this.#held.push({ commandId, type });
      });
  }

  /** The instance has ended: no answer of a connector can matter. */
  cancelServices(): void {
    for (const [commandId, { type }] of this.#running) if (type === 'service.invoke') this.#cancel(commandId);
  }

  /**
   * Prepares a new run: calls back what is under way and holds what would begin; answers that come all the same are
   * heard. Resolves when nothing runs.
   */
  async callBack(): Promise<void> {
    this.#held = [];
    for (const { scope } of this.#running.values()) scope.cancel();
    await condition(() => this.idle);
  }

  /** What the new run has to begin. */
  get held(): OutstandingEffect[] {
    return this.#held ?? [];
  }

  #cancel(commandId: string): void {
    if (this.#held) this.#held = this.#held.filter((effect) => effect.commandId !== commandId);
    const running = this.#running.get(commandId);
    if (!running) return;
    running.unwanted = true;
    running.scope.cancel();
  }

  async #invoke(commandId: string): Promise<EffectResult | 'cancelled' | undefined> {
    try {
      const answer = await services.invokeConnector({ instanceId: this.#instanceId, commandId });
      return { commandId, type: 'service.answered', answer };
    } catch (error) {
      if (isCancellation(error)) return 'cancelled';
      const { code, message } = reasonOf(error);
      return { commandId, type: 'service.exhausted', code, message };
    }
  }

  async #deliver(commandId: string): Promise<EffectResult | 'cancelled' | undefined> {
    try {
      const answer = await outbox.deliver({ instanceId: this.#instanceId, commandId });
      return answer && { commandId, type: 'message.noReceiver', ...answer.noReceiver };
    } catch (error) {
      if (isCancellation(error)) return 'cancelled';
      const { code, message } = reasonOf(error);
      return { commandId, type: 'service.exhausted', code, message };
    }
  }
}

function reasonOf(error: unknown): { code: string; message: string } {
  const cause = error instanceof ActivityFailure ? (error.cause ?? error) : error;
  const code = cause instanceof ApplicationFailure && cause.type ? cause.type : 'service.failed';
  return { code, message: cause instanceof Error ? cause.message : String(cause) };
}
