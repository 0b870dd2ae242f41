import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { CommitAnswer, CommitRequest, JournalActivities } from '../activities/journal/contract.ts';
import type { JournalEntry } from '../definitions/engine/index.ts';
import { type SealedEntry, sealEntry } from './journal-chain.ts';

/**
 * One local activity per workflow task, capped well under the workflow task's own timeout. When PostgreSQL stays away,
 * an activity goes on trying for as long as it takes, and history keeps that.
 */
const local = proxyLocalActivities<JournalActivities>({
  startToCloseTimeout: '2 seconds',
  retry: { maximumAttempts: 2, initialInterval: '100 milliseconds' },
});
const durable = proxyActivities<JournalActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '5 seconds' },
});

export interface JournalHead {
  seq: number;
  hash: string;
}

/** The one ordered buffer between transitions and the database. */
export class Committer {
  readonly #instanceId: string;
  readonly #salt: Uint8Array;
  readonly #run: number;
  /** Everything since the run began: what a database that lost its last seconds is told again. */
  readonly #entries: SealedEntry[] = [];
  readonly #firstSeq: number;
  #head: JournalHead;
  #committed: number;

  constructor(instanceId: string, salt: Uint8Array, run: number, head: JournalHead) {
    this.#instanceId = instanceId;
    this.#salt = salt;
    this.#run = run;
    this.#head = head;
    this.#firstSeq = head.seq + 1;
    this.#committed = head.seq;
  }

  get head(): JournalHead {
    return this.#head;
  }

  get committed(): number {
    return this.#committed;
  }

  get behind(): boolean {
    return this.#committed < this.#head.seq;
  }

  append(entry: JournalEntry): void {
    const sealed = sealEntry(entry, this.#head.hash, this.#salt);
    this.#entries.push(sealed);
    this.#head = { seq: sealed.seq, hash: sealed.hash };
  }

  /** Commits what has gathered; returns when the read model is true up to there. Never throws. */
  async flush(): Promise<void> {
    const upTo = this.#head.seq;
    let from = this.#committed + 1;
    for (;;) {
      const answer = await this.#commit(this.#entries.slice(from - this.#firstSeq, upTo + 1 - this.#firstSeq));
      if (answer === 'done') break;
      if (answer === 'resend' && from > this.#firstSeq) {
        from = this.#firstSeq;
        continue;
      }
      // Refused as stale though the server listens to us, or the database misses more than we hold: an operator's
      // matter. A timer makes the history longer, so that a fence that was right to be strict lets us pass.
      await sleep('5 seconds');
    }
    this.#committed = upTo;
  }

  async #commit(entries: SealedEntry[]): Promise<'done' | 'resend' | 'refused'> {
    try {
      return outcome(await local.commit(this.#request(entries)));
    } catch (error) {
      if (isPermanent(error)) return 'refused';
    }
    try {
      return outcome(await durable.commit(this.#request(entries)));
    } catch {
      return 'refused';
    }
  }

  #request(entries: SealedEntry[]): CommitRequest {
    const fence = { run: this.#run, length: workflowInfo().historyLength, at: Date.now() };
    return { instanceId: this.#instanceId, fence, entries };
  }
}

function outcome(answer: CommitAnswer): 'done' | 'resend' {
  return answer === 'resend' ? 'resend' : 'done';
}

/** A local activity fails with what it threw, an activity with that as the cause. */
function isPermanent(error: unknown): boolean {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return failure instanceof ApplicationFailure && failure.nonRetryable === true;
}
