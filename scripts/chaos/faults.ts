import type { Seeded } from '../../server/demo/seeded.ts';
import type { Asker, Clerk } from './clerk.ts';
import type { Commit, Tree, Victim } from './tree.ts';

/** What is killed, and when: the instant is a number of answered requests, or of commits, so that a seed means the same on any machine. */
export type Fault =
  | { kind: 'anytime'; after: number; victims: Victim[] }
  /** In the middle of a commit's way: it is in the database, its workflow task has not ended. */
  | { kind: 'afterCommit'; after: number; victims: Victim[]; anotherFirst: boolean };

const alone: Victim[] = ['worker', 'api', 'temporal', 'postgres'];

export function planFaults(random: Seeded, expectedRequests: number): Fault[] {
  const share = (from: number, to: number): number =>
    Math.floor(expectedRequests * (from + (random.below(1_000) / 1_000) * (to - from)));
  return [
    // Without the API, which would send the lost Update again, and without Temporal, which would remember it.
    { kind: 'afterCommit', after: share(0.15, 0.35), victims: ['worker', 'api', 'temporal'], anotherFirst: true },
    { kind: 'afterCommit', after: share(0.35, 0.5), victims: ['worker'], anotherFirst: false },
    { kind: 'anytime', after: share(0.5, 0.65), victims: [random.pick(alone)] },
    { kind: 'anytime', after: share(0.65, 0.75), victims: ['postgres'] },
    { kind: 'afterCommit', after: share(0.75, 0.85), victims: ['worker', 'api', 'temporal'], anotherFirst: true },
    { kind: 'anytime', after: share(0.85, 0.95), victims: [random.pick(alone), random.pick(alone)] },
  ];
}

export class FaultDriver {
  readonly #tree: Tree;
  readonly #asker: Asker;
  readonly #clerks: Clerk[];
  readonly #say: (line: string) => void;
  readonly #random: Seeded;
  readonly #faults: Fault[];
  readonly #began = performance.now();
  readonly #requestsBefore: number;
  #last: Commit | undefined;
  #intrusions: Promise<void>[] = [];
  kills = 0;
  /** Cases in which another event was put before a lost one. */
  intruded: string[] = [];

  constructor(
    parts: { tree: Tree; asker: Asker; clerks: Clerk[]; say: (line: string) => void; random: Seeded },
    faults: Fault[],
  ) {
    this.#tree = parts.tree;
    this.#asker = parts.asker;
    this.#clerks = parts.clerks;
    this.#say = parts.say;
    this.#random = parts.random;
    this.#faults = faults;
    this.#requestsBefore = parts.asker.answered;
    parts.tree.onCommit = (commit) => this.#committed(commit);
  }

  /** Waits for the second halves of faults. */
  async settle(): Promise<void> {
    await Promise.all(this.#intrusions);
    this.#tree.onCommit = async () => {};
  }

  get left(): number {
    return this.#faults.length;
  }

  async #committed(commit: Commit): Promise<void> {
    this.#last = commit;
    const [fault] = this.#faults;
    if (!fault || this.#asker.answered - this.#requestsBefore < fault.after) return;
    if (fault.kind === 'anytime') {
      this.#faults.shift();
      setTimeout(() => this.#kill(fault.victims, 'at any moment'), this.#random.below(40));
      return;
    }
    // An event that came over the API: what is lost with the workflow task is the Update.
    const clerk = this.#clerks.find(({ instanceId }) => instanceId === commit.instanceId);
    if (commit.type !== 'userTask.complete' || !clerk) return;
    this.#faults.shift();
    if (fault.anotherFirst) this.#intrusions.push(this.#intrude(clerk));
    this.#kill(fault.victims, `after the commit of ${commit.type}, before its workflow task ended`);
    // The worker that waits for this answer is dead.
    await new Promise(() => {});
  }

  /** While the clerk is kept from asking again, another event takes the place of the lost one. */
  #intrude(clerk: Clerk): Promise<void> {
    this.intruded.push(clerk.instanceId);
    clerk.gate = clerk.attachEvidence();
    return clerk.gate.catch(() => undefined);
  }

  #kill(victims: Victim[], when: string): void {
    const at = ((performance.now() - this.#began) / 1000).toFixed(2);
    for (const victim of victims) {
      try {
        const { pid } = this.#tree.kill(victim);
        this.kills++;
        const { instanceId = '-', seq = '-' } = this.#last ?? {};
        this.#say(`  kill -9 ${victim} (${pid}) at ${at} s ${when}; last commit: case ${instanceId}, seq ${seq}`);
      } catch (error) {
        this.#say(`  ${victim} was down already at ${at} s: ${(error as Error).message}`);
      }
    }
  }
}
