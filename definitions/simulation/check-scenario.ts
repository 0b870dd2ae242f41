import { type Schema, Validator } from '@cfworker/json-schema';
import schema from './scenario.schema.json' with { type: 'json' };
import type { ScenarioProblem } from './problem.ts';

const validator = new Validator(schema as unknown as Schema, '2020-12', false);

/** What of a scenario is not as its schema says, by JSON pointer; only the innermost messages. */
export function checkScenario(scenario: unknown): ScenarioProblem[] {
  const { valid, errors } = validator.validate(scenario);
  if (valid) return [];
  const deepest = errors.filter(
    ({ instanceLocation }) => !errors.some((other) => other.instanceLocation.startsWith(`${instanceLocation}/`)),
  );
  return deepest.map(({ instanceLocation, error }) => ({
    code: 'simulation.scenario.invalid',
    pointer: instanceLocation.replace(/^#/, ''),
    message: error,
  }));
}
