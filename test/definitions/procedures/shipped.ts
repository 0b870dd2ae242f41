import { readdirSync, readFileSync } from 'node:fs';
import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import { shippedProcedures } from '../../../definitions/procedures/index.ts';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { type Run, type Scenario, simulate, sourcesOf } from '../../../definitions/simulation/index.ts';

const folder = new URL('../../../definitions/procedures/', import.meta.url);

export function scenariosOf(key: string): { file: string; scenario: Scenario }[] {
  const scenarios = new URL(`${key}/scenarios/`, folder);
  return readdirSync(scenarios)
    .sort()
    .map((file) => ({ file, scenario: JSON.parse(readFileSync(new URL(file, scenarios), 'utf8')) as Scenario }));
}

/** Runs a scenario with all shipped procedures at hand, its own first. */
export function run(key: string, scenario: Scenario): Run {
  const own = shippedProcedures[key] as ProcessDefinition;
  const others = Object.values(shippedProcedures).filter((definition) => definition !== own);
  return simulate(sourcesOf([own, ...others], shippedCalendars), scenario);
}
