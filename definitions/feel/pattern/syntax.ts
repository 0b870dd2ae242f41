/** A regular expression as data. */
export type Piece =
  | { piece: 'empty' }
  | { piece: 'set'; set: CharacterSet }
  | { piece: 'sequence'; of: Piece[] }
  | { piece: 'choice'; of: Piece[] }
  | { piece: 'group'; index: number; of: Piece }
  | { piece: 'repeat'; of: Piece; min: number; max: number; lazy: boolean }
  | { piece: 'assert'; what: 'start' | 'end' | 'boundary' | 'notBoundary' };

/** Does the set hold the code point? */
export type CharacterSet = (point: number) => boolean;

/** The pattern is not understood, or is refused because no bounded time can be promised for it. */
export class PatternError extends Error {}
