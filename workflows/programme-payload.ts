/** Encoding of a payload that is a programme: its data on the wire is the hash alone. */
export const PROGRAMME_ENCODING = 'reglament/programme';

/** A programme as an argument: the converters write the hash; on the worker's side `programme` is there, interned. */
export interface ProgrammeArgument {
  readonly $programme: string;
}

export function isProgrammeArgument(value: unknown): value is ProgrammeArgument {
  return typeof value === 'object' && value !== null && typeof (value as ProgrammeArgument).$programme === 'string';
}
