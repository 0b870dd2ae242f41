/**
 * Numbered changes of behaviour. An instance keeps for life the flags it was started with (state.semantics), so that
 * its history replays the same on every later engine. A number is never used twice. `since` says what the engine did
 * before and why that changed.
 */
export const semanticsFlags = {
  // None yet: until tag v1.0 histories may be regenerated (design, section 3).
} as const satisfies { [name: string]: { number: number; since: string } };

/** The flags that a newly started instance gets. */
export const currentSemantics: readonly number[] = Object.values<{ number: number }>(semanticsFlags).map(
  (flag) => flag.number,
);
