import type { BothLanguages } from '../codes/code-description.ts';

/** One difference between two versions of a definition, in words for the person who approves it. */
export interface DiffLine {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Into the later version; into the earlier one for what was removed. */
  pointer: string;
  /** The element it belongs to. */
  elementId?: string;
  words: BothLanguages;
}
