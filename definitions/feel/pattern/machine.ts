import { word } from './sets.ts';
import { type CharacterSet, PatternError, type Piece } from './syntax.ts';

/** One instruction; the branch that is tried first comes first. */
type Instruction =
  | { do: 'set'; set: CharacterSet }
  | { do: 'split'; first: number; second: number }
  | { do: 'jump'; to: number }
  | { do: 'save'; slot: number }
  | { do: 'assert'; what: 'start' | 'end' | 'boundary' | 'notBoundary' }
  | { do: 'match' };

export type Machine = readonly Instruction[];

const MAX_INSTRUCTIONS = 5_000;

/** Pieces become a program for a machine without backtracking: time grows with program and text, never faster. */
export function assemble(piece: Piece): Machine {
  const machine: Instruction[] = [];
  const emit = (instruction: Instruction): number => {
    if (machine.length >= MAX_INSTRUCTIONS) throw new PatternError('The pattern is too large');
    return machine.push(instruction) - 1;
  };
  const put = (of: Piece): void => {
    switch (of.piece) {
      case 'empty':
        return;
      case 'set':
        emit({ do: 'set', set: of.set });
        return;
      case 'assert':
        emit({ do: 'assert', what: of.what });
        return;
      case 'sequence':
        for (const part of of.of) put(part);
        return;
      case 'group':
        emit({ do: 'save', slot: of.index * 2 });
        put(of.of);
        emit({ do: 'save', slot: of.index * 2 + 1 });
        return;
      case 'choice':
        choose(of.of);
        return;
      case 'repeat':
        repeat(of);
        return;
    }
  };
  const choose = (branches: readonly Piece[]): void => {
    const ends: number[] = [];
    branches.forEach((branch, index) => {
      if (index === branches.length - 1) {
        put(branch);
        return;
      }
      const split = emit({ do: 'split', first: machine.length + 1, second: 0 });
      put(branch);
      ends.push(emit({ do: 'jump', to: 0 }));
      machine[split] = { do: 'split', first: split + 1, second: machine.length };
    });
    for (const end of ends) machine[end] = { do: 'jump', to: machine.length };
  };
  const branch = (at: number, inside: number, past: number, lazy: boolean): void => {
    machine[at] = lazy ? { do: 'split', first: past, second: inside } : { do: 'split', first: inside, second: past };
  };
  const repeat = ({ of, min, max, lazy }: Extract<Piece, { piece: 'repeat' }>): void => {
    for (let n = 0; n < min; n++) put(of);
    if (max === Number.POSITIVE_INFINITY) {
      const split = emit({ do: 'jump', to: 0 });
      put(of);
      emit({ do: 'jump', to: split });
      branch(split, split + 1, machine.length, lazy);
      return;
    }
    const splits: number[] = [];
    for (let n = min; n < max; n++) {
      splits.push(emit({ do: 'jump', to: 0 }));
      put(of);
    }
    for (const split of splits) branch(split, split + 1, machine.length, lazy);
  };
  put(piece);
  emit({ do: 'match' });
  return machine;
}

interface Thread {
  at: number;
  saved: readonly number[];
}

/**
 * Runs the machine over the text from a position on. All ways of matching advance together, one character at a time, in
 * order of preference. Yields the positions saved (0 and 1 are the whole match), or undefined.
 */
export function run(
  machine: Machine,
  text: readonly number[],
  from: number,
  multiline: boolean,
  meter: (steps: number) => void,
): readonly number[] | undefined {
  let threads: Thread[] = [];
  let found: readonly number[] | undefined;
  for (let position = from; position <= text.length; position++) {
    const marks = new Uint8Array(machine.length);
    const next: Thread[] = [];
    const current: Thread[] = [];
    for (const thread of threads) follow(machine, thread, position, text, multiline, marks, current);
    if (!found) follow(machine, { at: 0, saved: [position, -1] }, position, text, multiline, marks, current);
    if (current.length === 0 && found) break;
    meter(current.length + 1);
    for (const thread of current) {
      const instruction = machine[thread.at];
      if (instruction?.do === 'match') {
        found = [thread.saved[0] ?? 0, position, ...thread.saved.slice(2)];
        // Whatever comes later in the list is preferred less.
        break;
      }
      const point = text[position];
      if (instruction?.do === 'set' && point !== undefined && instruction.set(point))
        next.push({ at: thread.at + 1, saved: thread.saved });
    }
    threads = next;
  }
  return found;
}

/** Follows jumps, splits and assertions until characters are needed; each instruction once per position. */
function follow(
  machine: Machine,
  start: Thread,
  position: number,
  text: readonly number[],
  multiline: boolean,
  marks: Uint8Array,
  into: Thread[],
): void {
  const stack: Thread[] = [start];
  for (let thread = stack.pop(); thread; thread = stack.pop()) {
    const { at, saved } = thread;
    if (marks[at]) continue;
    marks[at] = 1;
    const instruction = machine[at];
    switch (instruction?.do) {
      case 'jump':
        stack.push({ at: instruction.to, saved });
        break;
      case 'split':
        stack.push({ at: instruction.second, saved }, { at: instruction.first, saved });
        break;
      case 'save': {
        const slots = [...saved];
        while (slots.length <= instruction.slot) slots.push(-1);
        slots[instruction.slot] = position;
        stack.push({ at: at + 1, saved: slots });
        break;
      }
      case 'assert':
        if (holds(instruction.what, position, text, multiline)) stack.push({ at: at + 1, saved });
        break;
      default:
        into.push(thread);
    }
  }
}

function holds(
  what: 'start' | 'end' | 'boundary' | 'notBoundary',
  position: number,
  text: readonly number[],
  multiline: boolean,
): boolean {
  if (what === 'start') return position === 0 || (multiline && text[position - 1] === 10);
  if (what === 'end') return position === text.length || (multiline && text[position] === 10);
  const isWord = (at: number): boolean => at >= 0 && at < text.length && word(text[at] ?? 0);
  return (isWord(position - 1) !== isWord(position)) === (what === 'boundary');
}
