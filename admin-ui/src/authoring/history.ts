/** Undo and redo over immutable drafts. What a person typed in one field in one go is one step. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Names the field being typed in: the next change under the same name joins this step. */
  readonly joining?: string;
}

const limit = 500;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** `join` names an edit that may go on (typing in one field); different names, or none, are steps of their own. */
export function change<T>(history: History<T>, next: T, join?: string): History<T> {
  if (next === history.present) return history;
  if (join !== undefined && join === history.joining) return { ...history, present: next, future: [] };
  return {
    past: [...history.past.slice(-(limit - 1)), history.present],
    present: next,
    future: [],
    ...(join === undefined ? {} : { joining: join }),
  };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return { past: history.past.slice(0, -1), present: previous, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
