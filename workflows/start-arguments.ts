import type { Actor, StartData, State } from '../definitions/engine/index.ts';
import type { OutstandingEffect } from './effects.ts';

interface Common {
  instanceId: string;
  /** Secret of the journal's digests, hex; sealed in Temporal's history like every argument. */
  journalSalt: string;
  /** How far the case's clock began ahead of the wall clock. */
  clockOffsetMs: number;
}

/** What an instance begins with. */
export interface BeginArguments extends Common {
  begin: { eventId: string; actor: Actor; data: StartData };
}

/** What Continue-As-New carries: the state, where the journal stands, which effects had not ended. */
export interface ContinueArguments extends Common {
  state: State;
  head: { seq: number; hash: string };
  run: number;
  outstanding: OutstandingEffect[];
}

export type InstanceArguments = BeginArguments | ContinueArguments;
