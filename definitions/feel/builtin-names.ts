import { builtins } from './builtins/index.ts';

/** Names of the functions every expression knows, with their parameters. */
export const builtinNames: ReadonlyMap<string, { parameters: readonly string[]; required: number; variadic: boolean }> =
  builtins;
