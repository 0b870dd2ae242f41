import { hexToBytes } from '@noble/hashes/utils.js';
import { log, patched, workflowInfo } from '@temporalio/workflow';
import {
  accepts,
  type EngineEvent,
  type EventOf,
  faultOf,
  nextDueAt,
  type Programme,
  type Rejection,
  type State,
  start,
  type Transition,
  transition,
} from '../definitions/engine/index.ts';
import type { Applied, IncomingEvent } from '../server/runtime.ts';
import { Alarm } from './alarm.ts';
import { Committer } from './committer.ts';
import { type EffectResult, Effects, type OutstandingEffect } from './effects.ts';
import { genesis } from './journal-chain.ts';
import type { InstancePosition } from './process-instance.ts';
import type { BeginArguments, ContinueArguments, InstanceArguments } from './start-arguments.ts';

/**
 * A timer that rings this late rang on time: what the servers take to tell us is not part of a term, and must not add up
 * over a chain of timers. One that rings later rang late, and the journal says so.
 */
const PUNCTUAL_MS = 5_000;

/** One run of one instance: the state, and what stands around it. Events are applied synchronously, one after the other. */
export class InstanceRun {
  readonly committer: Committer;
  readonly effects: Effects;
  readonly #programme: Programme;
  readonly #input: InstanceArguments;
  readonly #run: number;
  readonly #alarm: Alarm;
  #state: State | undefined;
  /** Commands of transitions not yet committed, by seq. */
  readonly #commands: { seq: number; commands: Transition['commands'] }[] = [];

  constructor(programme: Programme, input: InstanceArguments) {
    this.#programme = programme;
    this.#input = input;
    const before = 'state' in input ? input : undefined;
    this.#state = before?.state;
    this.#run = before?.run ?? 1;
    const head = before?.head ?? { seq: 0, hash: genesis(input.instanceId) };
    this.committer = new Committer(input.instanceId, hexToBytes(input.journalSalt), this.#run, head);
    this.effects = new Effects(input.instanceId, (result) => this.#hear(result));
    this.#alarm = new Alarm(
      () => this.#clock(),
      () => this.#advanceTime(),
    );
  }

  get state(): State {
    if (!this.#state) throw new Error('The instance has not begun');
    return this.#state;
  }

  /** The instance has ended, all of it is committed, and whoever must hear of it has heard. */
  get over(): boolean {
    return !isLiving(this.state) && !this.committer.behind && !this.effects.delivering;
  }

  get living(): boolean {
    return isLiving(this.state);
  }

  get position(): InstancePosition {
    const quiet = !this.committer.behind && this.effects.idle;
    const next = this.#state && nextDueAt(this.#state);
    return { ...this.committer.head, quiet, nextDueAt: next ?? null, armedFor: this.#alarm.armedFor ?? null };
  }

  begin({ eventId, actor, data }: BeginArguments['begin']): void {
    const event: EventOf<'instance.start'> = { id: eventId, type: 'instance.start', at: this.#now(), actor, data };
    this.#record(event, () => start(this.#programme, event));
  }

  /** Goes on after Continue-As-New. */
  resume(outstanding: OutstandingEffect[]): void {
    for (const effect of outstanding) this.effects.begin(effect);
    this.#alarm.set(nextDueAt(this.state));
  }

  refusal(incoming: IncomingEvent): Rejection | undefined {
    return accepts(this.#programme, this.state, this.#stamp(incoming));
  }

  /** Applies the event; an event applied before is answered as before. */
  apply(incoming: IncomingEvent): Applied & { rejection?: Rejection } {
    return this.#applyAt(this.#stamp(incoming));
  }

  #applyAt(event: EngineEvent): Applied & { rejection?: Rejection } {
    const { answer, rejection } = this.#record(event, () => transition(this.#programme, this.state, event));
    const applied = { instanceId: this.#input.instanceId, seq: answer.seq, at: answer.at };
    return rejection ? { ...applied, rejection } : applied;
  }

  /** Commits what has gathered, then begins the effects it asked for and arms the timer. */
  async commit(): Promise<void> {
    await this.committer.flush();
    while (this.#commands[0] && this.#commands[0].seq <= this.committer.committed) {
      for (const command of this.#commands.shift()?.commands ?? []) this.effects.dispatch(command);
    }
    if (this.living) this.#alarm.set(nextDueAt(this.state));
    // A timer that still runs ends with the workflow; taking it back would cost a history event.
    else this.effects.cancelServices();
  }

  /** What the next run begins with; call when nothing is left to commit. */
  carried(): ContinueArguments {
    const { instanceId, journalSalt, clockOffsetMs } = this.#input;
    const { held: outstanding } = this.effects;
    return {
      ...{ instanceId, journalSalt, clockOffsetMs, outstanding },
      ...{ state: this.state, head: this.committer.head, run: this.#run + 1 },
    };
  }

  /** An exception inside the engine becomes an incident in the same workflow task; the state before it stands. */
  #record(event: EngineEvent, attempt: () => Transition): Transition {
    const result = this.#attempt(event, attempt);
    this.#state = result.state;
    if (result.journal) {
      this.committer.append(result.journal);
      this.#commands.push({ seq: result.journal.seq, commands: result.commands });
    }
    return result;
  }

  /**
   * That the engine threw is written into history: replayed by an engine that doesn't any more, the instance still has
   * its incident, and retrying that is what mends it. The words of the exception may quote a person's: they are not kept.
   */
  #attempt(event: EngineEvent, attempt: () => Transition): Transition {
    const state = this.#state;
    if (!state) return attempt();
    const mark = `engine-fault/${state.seq + 1}`;
    if (!(workflowInfo().unsafe.isReplaying && patched(mark))) {
      try {
        return attempt();
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        log.error('An exception inside the engine', {
          eventId: event.id,
          type: event.type,
          name,
          stack: framesOf(error),
        });
        patched(mark);
      }
    }
    return transition(this.#programme, state, faultOf(state, event, FAULT_MESSAGE));
  }

  #advanceTime(): void {
    const due = nextDueAt(this.state);
    if (due === undefined) return;
    const before = this.state.seq;
    const now = this.#now();
    if (due <= now) {
      const punctual = Date.parse(now) - Date.parse(due) <= PUNCTUAL_MS;
      const at = punctual && due >= this.state.at ? due : now;
      const actor = { kind: 'timer', id: 'timer' } as const;
      this.#applyAt({ id: `time/${before + 1}`, type: 'time.advance', at, actor, data: {} });
    }
    // What was applied is committed, and that arms the timer again.
    if (this.state.seq === before) this.#alarm.set(due);
  }

  #hear(result: EffectResult): void {
    const event = eventOf(result);
    // Whoever asked has moved on: the answer comes too late to mean anything.
    const refusal = this.refusal(event);
    if (refusal) log.info('A late answer was set aside', { commandId: result.commandId, code: refusal.code });
    else this.apply(event);
  }

  #stamp(incoming: IncomingEvent): EngineEvent {
    return { ...incoming, at: this.#now() } as EngineEvent;
  }

  /** The case's time, never going back. */
  #now(): string {
    const now = new Date(this.#clock()).toISOString();
    const last = this.#state?.at;
    return last !== undefined && last > now ? last : now;
  }

  /** Workflow time, ahead of it by what the case inherited from a fast-forwarded one that it follows. */
  #clock(): number {
    return Date.now() + this.#input.clockOffsetMs;
  }
}

const FAULT_MESSAGE = 'An exception inside the engine; the log of the worker says where';

/** Where it was thrown, without what it said. */
function framesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => line.trimStart().startsWith('at ')).join('\n');
}

function isLiving(state: State): boolean {
  return state.status === 'running' || state.status === 'suspended';
}

function eventOf(result: EffectResult): IncomingEvent {
  const { commandId } = result;
  const actor = { kind: 'system', id: 'effects' } as const;
  switch (result.type) {
    case 'service.answered': {
      const { answer } = result;
      if ('output' in answer) {
        return {
          id: `${commandId}/answer`,
          type: 'service.complete',
          actor,
          data: { commandId, output: answer.output },
        };
      }
      return { id: `${commandId}/answer`, type: 'service.error', actor, data: { commandId, ...answer.error } };
    }
    case 'service.exhausted': {
      const { code, message } = result;
      return { id: `${commandId}/answer`, type: 'service.fail', actor, data: { commandId, code, message } };
    }
    case 'message.noReceiver': {
      const { message, elementId } = result;
      const data = { commandId, code: 'message.noReceiver', message, elementId } as const;
      return { id: `${commandId}/answer`, type: 'message.undelivered', actor, data };
    }
  }
}
