import type { SealedEntry } from '../../workflows/journal-chain.ts';

/** Which workflow task commits: of two that claim the same place in the journal the newer is right. */
export interface Fence {
  /** Ordinal of the run in the chain of Continue-As-New, from 1. */
  run: number;
  /** History length when the workflow task started. */
  length: number;
  /** Workflow time, in milliseconds: attempts of one workflow task have the same length but not the same start. */
  at: number;
}

export interface CommitRequest {
  instanceId: string;
  fence: Fence;
  /** In order of seq, without gaps. */
  entries: SealedEntry[];
}

/** `resend`: what the database holds doesn't continue into these entries; send everything since the run began. */
export type CommitAnswer = 'resend' | undefined;

export interface JournalActivities {
  commit(request: CommitRequest): Promise<CommitAnswer>;
}

/** A newer workflow task has committed: what this one says is no longer so. */
export const STALE_COMMIT = 'commit.stale';
