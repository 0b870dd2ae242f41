import type { FeelFunction } from '../function.ts';
import { contextFunctions } from './contexts.ts';
import { listFunctions } from './lists.ts';
import { logicFunctions } from './logic.ts';
import { numberFunctions } from './numbers.ts';
import { rangeFunctions } from './ranges.ts';
import { stringFunctions } from './strings.ts';
import { temporalFunctions } from './temporal.ts';

/** The functions every expression knows: DMN's, and a few that its dialects share (`get or else`, `is defined`, `trim` ...). */
export const builtins: ReadonlyMap<string, FeelFunction> = new Map(
  [
    ...stringFunctions,
    ...numberFunctions,
    ...listFunctions,
    ...contextFunctions,
    ...logicFunctions,
    ...temporalFunctions,
    ...rangeFunctions,
  ].map((known) => [known.name, known]),
);
