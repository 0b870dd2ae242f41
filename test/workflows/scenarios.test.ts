import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import { compile, defaultLimits, type Programme, type ProgrammeSource } from '../../definitions/engine/index.ts';
import { shippedProcedures } from '../../definitions/procedures/index.ts';
import { type Scenario, simulate } from '../../definitions/simulation/index.ts';
import { headerOf, type JournalHeader } from '../../workflows/journal-chain.ts';
import { movedTo, ScenarioOnServer } from './scenario-on-server.ts';
import { ScriptedConnectors } from './scripted-connectors.ts';
import { aStage, type Stage } from './stage.ts';

const zone = 'Europe/Moscow';
const sources = Object.values(shippedProcedures).map(
  (definition): ProgrammeSource => ({
    definition,
    decisions: {},
    calendars: shippedCalendars,
    limits: defaultLimits,
    bindings: {},
  }),
);
const programmes = new Map<string, Programme>(sources.map((source) => [source.definition.key, compile(source)]));
const scripted = new ScriptedConnectors(['notify.email', 'registry.lookup', 'identity.checkLegalEntity']);

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ connectors: scripted.connectors });
  for (const definition of Object.values(shippedProcedures)) await stage.publish(definition);
});
afterAll(() => stage.close());

/** What a journal says, entry by entry, without the clock; `due` holds every date beside the moment it was set at. */
function told(headers: readonly JournalHeader[]) {
  const lines: string[] = [];
  const due: { what: string; at: number; dueAt: number }[] = [];
  for (const { event, records } of headers) {
    for (const record of records) {
      const what = [record['type'], record['elementId'], record['deadlineId'], record['code']]
        .filter(Boolean)
        .join(' ');
      lines.push(what);
      if (typeof record['dueAt'] === 'string')
        due.push({ what, at: Date.parse(event.at), dueAt: Date.parse(record['dueAt']) });
    }
  }
  return { lines, due };
}

/** Equal to the second; a term in hours or minutes runs from a moment, and is compared by its length. */
function sameDate(real: { at: number; dueAt: number }, simulated: { at: number; dueAt: number }): boolean {
  const toTheSecond = Math.floor(real.dueAt / 1000) === Math.floor(simulated.dueAt / 1000);
  return toTheSecond || Math.abs(real.dueAt - real.at - (simulated.dueAt - simulated.at)) < 1000;
}

async function headersOf(instanceId: string): Promise<JournalHeader[]> {
  return (await stage.journal(instanceId)).map(({ header }) => header as unknown as JournalHeader);
}

for (const key of Object.keys(shippedProcedures)) {
  const folder = new URL(`../../definitions/procedures/${key}/scenarios/`, import.meta.url);
  describe(`scenarios of ${key} on the real server (P-20, P-21)`, () => {
    for (const file of readdirSync(folder)) {
      it(`${file} goes as in the simulator, dates equal to the second, its journal replayed byte for byte`, async () => {
        const written = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Scenario;
        const scenario = { ...written, procedure: written.procedure ?? key };
        scripted.follow(scenario.services ?? [], stage.database);
        const player = new ScenarioOnServer(stage, programmes);
        const first = await player.begin(scenario, scenario.procedure);
        const startAt = (await headersOf(first))[0]?.event.at as string;
        const { instances, scenario: played } = await player.play(movedTo(scenario, zone, startAt));

        const run = simulate(sources, played);
        expect(run.problems).toEqual([]);
        expect(instances).toHaveLength(run.instances.length);
        for (const [index, id] of instances.entries()) {
          const real = told(await headersOf(id));
          const simulated = told((run.instances[index]?.journal ?? []).map(headerOf));
          expect(real.lines).toEqual(simulated.lines);
          const differing = real.due.filter((each, n) => !sameDate(each, simulated.due[n] as typeof each));
          expect(differing).toEqual([]);
          expect(await stage.proof(id)).toEqual([]);
        }
      });
    }
  });
}
