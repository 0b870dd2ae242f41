import type { Actor, OpenUserTask, Rejection } from '../engine/index.ts';
import { later, momentIn } from './clock.ts';
import { broadcast, postMessage } from './deliver.ts';
import { documentRefs, inheritedRefs } from './documents.ts';
import type { ScenarioProblemCode } from './problem.ts';
import type { Action, ScenarioDocument } from './scenario.ts';
import { type Services, targets } from './services.ts';
import { advanceTo } from './time.ts';
import { apply, type GivenEvent, type Instance, isRejection, startInstance, type World } from './world.ts';

/** What a step works on. */
export interface Stage {
  world: World;
  services: Services;
  zone: string;
  /** Instances by the names a scenario gives them. */
  named: Map<string, Instance>;
  /** Number of the step, for ids made up for it. */
  step: number;
}

/** Done; refused by the engine; or not to be done at all, which is the scenario's mistake. */
export type Outcome = undefined | { rejection: Rejection } | { problem: ScenarioProblemCode; message: string };

/** By the name a start step gave, else the n-th instance of a procedure: `escalation`, `escalation#2`. */
export function find({ world, named }: Stage, name: string): Instance | undefined {
  const known = named.get(name);
  if (known !== undefined) return known;
  const [key = '', n = '1'] = name.split('#');
  return [...world.instances.values()].filter((instance) => instance.key === key)[Number(n) - 1];
}

type Doing = {
  [A in keyof Required<Action>]: (stage: Stage, instance: Instance, action: NonNullable<Action[A]>) => Outcome;
};

const doing: Doing = {
  complete(stage, instance, action) {
    const { element, userTask: id, by, groups, outcome, reason, form, documents } = action;
    const open = Object.values(instance.state.userTasks).filter((each) =>
      id === undefined ? each.elementId === element : each.id === id,
    );
    const person = typeof by === 'string' ? by : by.id;
    const userTask = open.find((each) => mayOwn(each, person, groups)) ?? open[0];
    if (userTask === undefined) {
      if (element === undefined || instance.state.status !== 'running')
        return refusedUserTask(stage, instance, id ?? '', person);
      return { problem: 'simulation.userTask.notOpen', message: `No user task of ${element} is open` };
    }
    if (groups !== undefined && !isCandidate(userTask, person, groups)) {
      return {
        rejection: { code: 'userTask.notCandidate', pointer: '/userTaskId', message: `${person} is no candidate` },
      };
    }
    const kind = userTask.performer === 'applicant' ? 'applicant' : 'person';
    const data = {
      userTaskId: userTask.id,
      ...(outcome !== undefined && { outcome }),
      ...(reason !== undefined && { reason }),
      ...(form !== undefined && { form }),
      ...(documents !== undefined && { documents: files(stage, instance, documents) }),
    };
    return give(stage, instance, {
      type: 'userTask.complete',
      actor: typeof by === 'string' ? { kind, id: by } : by,
      data,
    });
  },

  addUserTask(stage, instance, { by, element, ...rest }) {
    const data = { ...rest, ...(element !== undefined && { elementId: element }) };
    return give(stage, instance, { type: 'userTask.add', actor: { kind: 'person', id: by }, data });
  },

  activate(stage, instance, { element, by }) {
    const parent = instance.programme.nodes.get(element)?.parent;
    const scope = Object.values(instance.state.scopes).find(
      ({ elementId }) => elementId !== undefined && elementId === parent,
    );
    if (scope === undefined)
      return { problem: 'simulation.activity.notActive', message: `${element} can't be started now` };
    const data = { scopeId: scope.id, elementId: element };
    return give(stage, instance, { type: 'adHoc.activate', actor: { kind: 'person', id: by }, data });
  },

  message({ world }, _instance, { message, correlationKey, payload = {} }) {
    const key = correlationKey === undefined ? {} : { correlationKey };
    if (postMessage(world, { message, payload, ...key })) return undefined;
    return { rejection: { code: 'message.noReceiver', pointer: '/message', message: `Nobody waits for ${message}` } };
  },

  signal({ world }, _instance, { signal, payload = {} }) {
    broadcast(world, undefined, signal, payload);
    return undefined;
  },

  service({ world, services }, instance, { output, error, failure, ...target }) {
    const call = services.open().find((each) => each.instance === instance && targets(target, each.command));
    if (call === undefined) {
      return {
        problem: 'simulation.service.notOpen',
        message: `No call of ${target.element ?? target.connector} is open`,
      };
    }
    services.answer(world, call, { ...(output && { output }), ...(error && { error }), ...(failure && { failure }) });
    return undefined;
  },

  advance({ world, services, zone }, _instance, { to, by }) {
    const { now } = world.clock;
    const target = to === undefined ? later(zone, now, by ?? '') : momentIn(zone, to);
    if (target === undefined) return { problem: 'simulation.moment.invalid', message: `${to ?? by} is no moment` };
    const advanced = advanceTo(world, services, target);
    if (advanced === 'there') return undefined;
    if (advanced === 'past') return { problem: 'simulation.clock.past', message: `${target} lies before ${now}` };
    return { problem: 'simulation.endless', message: 'What falls due on the way never comes to an end' };
  },

  attach(stage, instance, { by, documents }) {
    const data = { documents: files(stage, instance, documents) };
    return give(stage, instance, { type: 'documents.attach', actor: person(by), data });
  },

  cancel: (stage, instance, { by, reason }) =>
    give(stage, instance, { type: 'instance.cancel', actor: person(by), data: { reason } }),
  suspend: (stage, instance, { by, reason }) =>
    give(stage, instance, { type: 'instance.suspend', actor: person(by), data: { reason } }),
  resume: (stage, instance, { by, reason }) =>
    give(stage, instance, { type: 'instance.resume', actor: person(by), data: reason === undefined ? {} : { reason } }),
  correct: (stage, instance, { by, values, reason }) =>
    give(stage, instance, { type: 'variables.set', actor: person(by), data: { values, reason } }),

  incident(stage, instance, { element, code, by, action, value, reason = '' }) {
    const incident = Object.values(instance.state.incidents).find(
      (open) => (element === undefined || open.elementId === element) && (code === undefined || open.code === code),
    );
    if (incident === undefined) return { problem: 'simulation.incident.notOpen', message: 'No such incident is open' };
    const incidentId = incident.id;
    const actor = person(by);
    switch (action) {
      case 'retry':
        return give(stage, instance, { type: 'incident.retry', actor, data: { incidentId } });
      case 'resolve':
        return give(stage, instance, { type: 'incident.resolve', actor, data: { incidentId, value, reason } });
      case 'cancel':
        return give(stage, instance, { type: 'incident.cancel', actor, data: { incidentId, reason } });
    }
  },

  start(stage, _instance, { procedure, as, actor, startElement, input = {}, documents = [], links = [] }) {
    const linked = links.flatMap(({ kind, instance }) => {
      const found = find(stage, instance);
      return found === undefined ? [] : [{ kind, instance: found }];
    });
    if (linked.length < links.length) {
      return { problem: 'simulation.instance.unknown', message: `A link names an instance the scenario does not have` };
    }
    const programme = stage.world.programmes.get(procedure);
    const attached = documentRefs(programme, documents, `step-${stage.step}`);
    const data = {
      input,
      documents: [...attached, ...inheritedRefs(programme, attached, linked)],
      links: linked.map(({ kind, instance }) => ({ kind, instanceId: instance.id })),
      ...(startElement !== undefined && { startElement }),
    };
    const started = startInstance(stage.world, procedure, data, actor ?? { kind: 'applicant', id: 'applicant' });
    if (isRejection(started)) return { rejection: started };
    stage.named.set(as, started);
    return undefined;
  },
};

export const actionNames = Object.keys(doing) as (keyof Action)[];

/** Does what the step says; what it causes elsewhere waits in the outbox. */
export function perform(stage: Stage, instance: Instance, action: Action): Outcome {
  for (const name of actionNames) {
    const given = action[name];
    if (given !== undefined)
      return (doing[name] as (stage: Stage, instance: Instance, given: unknown) => Outcome)(stage, instance, given);
  }
  return undefined;
}

function give({ world }: Stage, instance: Instance, event: GivenEvent): Outcome {
  const rejection = apply(world, instance, event);
  return rejection === undefined ? undefined : { rejection };
}

/** Lets the engine itself say why: the instance has ended, or the id names no open user task. */
function refusedUserTask(stage: Stage, instance: Instance, userTaskId: string, by: string): Outcome {
  return give(stage, instance, { type: 'userTask.complete', actor: { kind: 'person', id: by }, data: { userTaskId } });
}

function person(by: string | undefined): Actor {
  return { kind: 'person', id: by ?? 'operator' };
}

function files(stage: Stage, instance: Instance, documents: ScenarioDocument[]) {
  return documentRefs(instance.programme, documents, `step-${stage.step}`);
}

function isCandidate(userTask: OpenUserTask, person: string, groups: string[]): boolean {
  const { assignee, candidateUsers, candidateGroups } = userTask;
  if (assignee !== undefined) return assignee === person;
  if (candidateUsers.length === 0 && candidateGroups.length === 0) return true;
  return candidateUsers.includes(person) || candidateGroups.some((group) => groups.includes(group));
}

/** Of several user tasks of one element, the first that this person may complete. */
function mayOwn(userTask: OpenUserTask, person: string, groups: string[] | undefined): boolean {
  return !userTask.excludedUsers.includes(person) && (groups === undefined || isCandidate(userTask, person, groups));
}
