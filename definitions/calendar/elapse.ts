import type { Day } from './days.ts';
import type { Instant } from './instants.ts';
import type { Window } from './opening.ts';
import { toLocal } from './zone.ts';

/** Using up time that elapses only within windows: opening hours, or whole working days. */
const LONGEST_SEARCH_DAYS = 40_000;

export interface Elapsing {
  zone: string;
  windowsOf: (day: Day) => readonly Window[];
}

/** Parts of a window outside the pauses, in order. */
function without(window: Window, pauses: readonly Window[]): Window[] {
  let parts: Window[] = [window];
  for (const [from, to] of pauses) {
    parts = parts.flatMap(([a, b]): Window[] => {
      if (to <= a || from >= b) return [[a, b]];
      const kept: Window[] = [];
      if (a < from) kept.push([a, from]);
      if (to < b) kept.push([to, b]);
      return kept;
    });
  }
  return parts;
}

/** The moment `budget` milliseconds are used up: at closing time, not at the next opening. Undefined: never. */
export function elapse(
  clock: Elapsing,
  start: Instant,
  budget: number,
  pauses: readonly Window[] = [],
): Instant | undefined {
  if (budget === 0) return start;
  const first = toLocal(clock.zone, start).day;
  let left = budget;
  for (let day = first; day < first + LONGEST_SEARCH_DAYS; day++) {
    for (const window of clock.windowsOf(day)) {
      for (const [a, b] of without(window, pauses)) {
        const from = Math.max(a, start);
        if (from >= b) continue;
        if (left <= b - from) return from + left;
        left -= b - from;
      }
    }
  }
  return undefined;
}

/** The latest moment from which `budget` still fits before `end`. */
export function elapseBack(clock: Elapsing, end: Instant, budget: number): Instant | undefined {
  if (budget === 0) return end;
  const last = toLocal(clock.zone, end).day;
  let left = budget;
  for (let day = last; day > last - LONGEST_SEARCH_DAYS; day--) {
    for (const [a, b] of [...clock.windowsOf(day)].reverse()) {
      const to = Math.min(b, end);
      if (to <= a) continue;
      if (left <= to - a) return to - left;
      left -= to - a;
    }
  }
  return undefined;
}

/** Time within the windows between two moments. */
export function elapsedBetween(clock: Elapsing, from: Instant, to: Instant): number {
  const last = toLocal(clock.zone, to).day;
  let sum = 0;
  for (let day = toLocal(clock.zone, from).day; day <= last; day++) {
    for (const [a, b] of clock.windowsOf(day)) sum += Math.max(0, Math.min(b, to) - Math.max(a, from));
  }
  return sum;
}

/** The first open moment at or after `from`. */
export function nextOpening(clock: Elapsing, from: Instant): Instant | undefined {
  const first = toLocal(clock.zone, from).day;
  for (let day = first; day < first + LONGEST_SEARCH_DAYS; day++) {
    for (const [a, b] of clock.windowsOf(day)) if (from < b) return Math.max(a, from);
  }
  return undefined;
}
