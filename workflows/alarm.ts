import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** A ring that changed nothing is not repeated at once. */
const SPURIOUS_WAIT_MS = 60_000;

/**
 * The one armed timer of an instance: the earliest moment anything is due. Re-armed only when that moment changes; a
 * ring that finds nothing due does no harm.
 */
export class Alarm {
  readonly #clock: () => number;
  readonly #ring: () => void;
  #dueAt: string | undefined;
  #scope: CancellationScope | undefined;
  #rang: string | undefined;

  constructor(clock: () => number, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** What the timer is armed for. */
  get armedFor(): string | undefined {
    return this.#dueAt;
  }

  set(dueAt: string | undefined): void {
    if (dueAt === this.#dueAt) return;
    this.#scope?.cancel();
    this.#scope = undefined;
    this.#dueAt = dueAt;
    if (dueAt !== undefined) this.#arm(dueAt);
  }

  #arm(dueAt: string): void {
    const wait = Math.max(Date.parse(dueAt) - this.#clock(), dueAt === this.#rang ? SPURIOUS_WAIT_MS : 1);
    const scope = new CancellationScope();
    this.#scope = scope;
    void scope
      .run(() => sleep(wait))
      .then(
        () => {
          this.#rang = dueAt;
          this.#dueAt = undefined;
          this.#scope = undefined;
          this.#ring();
          this.#rang = undefined;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }
}
