import type { JournalEntry, ProgrammeSource, State } from '../engine/index.ts';
import { checkScenario } from './check-scenario.ts';
import { momentIn } from './clock.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { settle } from './deliver.ts';
import { documentRefs } from './documents.ts';
import { judge } from './expect.ts';
import type { ScenarioProblem } from './problem.ts';
import type { Scenario, Step } from './scenario.ts';
import { servicesByRules } from './services.ts';
import { find, perform, type Stage } from './steps.ts';
import { type Instance, isRejection, newWorld, startInstance } from './world.ts';

/** What came of a scenario. */
export interface Run {
  scenario: string;
  passed: boolean;
  problems: ScenarioProblem[];
  /** In the order they were started; the first is the scenario's own. */
  instances: SimulatedInstance[];
  coverage: Coverage[];
  /** Where the clock stood at the end. */
  endedAt: string;
}

export interface SimulatedInstance {
  id: string;
  key: string;
  state: State;
  journal: JournalEntry[];
}

/**
 * Plays a scenario on a set of programmes. The first programme is the scenario's own unless it names one. Pure: the same
 * programmes and scenario give the same run, journals byte for byte.
 */
export function simulate(sources: ProgrammeSource[], scenario: Scenario): Run {
  const invalid = checkScenario(scenario);
  const first = sources[0]?.definition;
  if (invalid.length > 0 || first === undefined) return broken(scenario, invalid);
  const key = scenario.procedure ?? first.key;
  const definition = sources.find((source) => source.definition.key === key)?.definition;
  const zone = scenario.zone ?? definition?.zone ?? 'Europe/Moscow';
  const world = newWorld(sources, momentIn(zone, scenario.startAt) ?? scenario.startAt);
  const services = servicesByRules(scenario.services ?? []);
  const stage: Stage = { world, services, zone, named: new Map(), step: 0 };
  const problems: ScenarioProblem[] = [];
  const programme = world.programmes.get(key);
  const started = startInstance(
    world,
    key,
    {
      number: scenario.number ?? 'SIM-1',
      input: scenario.input,
      documents: documentRefs(programme, scenario.documents ?? [], 'start'),
      ...(scenario.startElement !== undefined && { startElement: scenario.startElement }),
      ...(scenario.links !== undefined && { links: scenario.links }),
    },
    scenario.actor ?? { kind: 'applicant', id: 'applicant' },
  );
  if (isRejection(started)) {
    const { code, pointer, message } = started;
    const unknown = code === 'simulation.procedure.unknown';
    problems.push({
      code: unknown ? code : 'simulation.start.rejected',
      pointer: unknown ? '/procedure' : pointer.replace(/^\/input/, '/input'),
      message: `${code}: ${message}`,
    });
  } else if (!settle(world, services)) {
    problems.push(endless(''));
  } else {
    problems.push(...playSteps(stage, started, scenario.steps));
    if (scenario.expect !== undefined)
      problems.push(...judge(scenario.expect, started, started.journal, zone, '/expect'));
  }
  const instances = [...world.instances.values()];
  return {
    scenario: scenario.name,
    passed: problems.length === 0,
    problems,
    instances: instances.map(({ id, key: of, state, journal }) => ({ id, key: of, state, journal })),
    coverage: coverageByKey(instances),
    endedAt: world.clock.now,
  };
}

/** A step that can't be done, or is refused unasked, ends the play: what follows would mean nothing. */
function playSteps(stage: Stage, root: Instance, steps: Step[]): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  for (const [i, step] of steps.entries()) {
    const pointer = `/steps/${i}`;
    stage.step = i + 1;
    const before = new Map([...stage.world.instances.values()].map((each) => [each, each.journal.length]));
    const addressed = step.instance === undefined ? root : find(stage, step.instance);
    if (addressed === undefined && step.start === undefined) {
      const message = `The scenario has no instance ${step.instance}`;
      return [...problems, { code: 'simulation.instance.unknown', pointer: `${pointer}/instance`, message }];
    }
    const outcome = perform(stage, addressed ?? root, step);
    if (!settle(stage.world, stage.services)) return [...problems, endless(pointer)];
    const failure = judgeOutcome(step, outcome, pointer);
    if (failure !== undefined) return [...problems, failure];
    if (step.expect === undefined) continue;
    const judged = step.start === undefined ? (addressed ?? root) : (stage.named.get(step.start.as) ?? root);
    const entries = judged.journal.slice(before.get(judged) ?? 0);
    problems.push(...judge(step.expect, judged, entries, stage.zone, `${pointer}/expect`));
  }
  return problems;
}

function judgeOutcome(step: Step, outcome: ReturnType<typeof perform>, pointer: string): ScenarioProblem | undefined {
  if (outcome !== undefined && 'problem' in outcome)
    return { code: outcome.problem, pointer, message: outcome.message };
  const rejection = outcome?.rejection;
  const { rejected } = step;
  if (rejected === undefined) {
    if (rejection === undefined) return undefined;
    return {
      code: 'simulation.step.rejected',
      pointer,
      message: `${rejection.code} ${rejection.pointer}: ${rejection.message}`,
    };
  }
  if (rejection === undefined) {
    return {
      code: 'simulation.step.notRejected',
      pointer: `${pointer}/rejected`,
      message: `expected ${rejected.code}, but the step was accepted`,
    };
  }
  const samePointer = rejected.pointer === undefined || rejected.pointer === rejection.pointer;
  if (rejected.code === rejection.code && samePointer) return undefined;
  const message = `expected ${rejected.code} ${rejected.pointer ?? ''}, got ${rejection.code} ${rejection.pointer}`;
  return { code: 'simulation.step.otherRejection', pointer: `${pointer}/rejected`, message };
}

function endless(pointer: string): ScenarioProblem {
  return { code: 'simulation.endless', pointer, message: 'The instances send each other messages without end' };
}

function broken(scenario: Scenario, problems: ScenarioProblem[]): Run {
  const all =
    problems.length > 0
      ? problems
      : [{ code: 'simulation.procedure.unknown' as const, pointer: '', message: 'No procedure is given' }];
  return { scenario: String(scenario.name), passed: false, problems: all, instances: [], coverage: [], endedAt: '' };
}

function coverageByKey(instances: Instance[]): Coverage[] {
  const byKey = new Map<string, Instance[]>();
  for (const instance of instances) byKey.set(instance.key, [...(byKey.get(instance.key) ?? []), instance]);
  return [...byKey.values()].flatMap((group) => {
    const definition = group[0]?.programme.source.definition;
    return definition === undefined
      ? []
      : [
          coverageOf(
            definition,
            group.map(({ journal }) => journal),
          ),
        ];
  });
}
