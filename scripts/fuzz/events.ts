import type { EngineEvent, State } from '../../definitions/engine/index.ts';
import { mutate } from './definitions.ts';
import { anExpression } from './expressions.ts';
import type { Random } from './random.ts';

const actor = { kind: 'person', id: 'person-1' } as const;
const moments = [
  '2026-03-02T09:00:00.000Z',
  '2026-03-12T09:00:00.000Z',
  '2027-03-02T09:00:00.000Z',
  '2020-01-01T00:00:00.000Z',
];

/** An event that fits the state more often than not; sometimes damaged, sometimes nonsense. */
export function anEvent(random: Random, state: State, step: number): EngineEvent {
  const possible = fitting(random, state);
  const chosen = random.pick(possible);
  const at = random.pick([state.at, state.at, ...moments]);
  const event = structuredClone({ id: `e${step}`, at, actor, ...chosen });
  if (random.chance(0.2)) mutate(random, random.chance(0.7) ? event.data : event);
  return event as EngineEvent;
}

function fitting(random: Random, state: State): { type: string; data: object }[] {
  const values = { n: random.below(9), note: anExpression(random), ready: random.chance(0.5) };
  const ids = (map: object): string[] => Object.keys(map);
  return [
    { type: 'time.advance', data: {} },
    { type: 'variables.set', data: { values, reason: 'x' } },
    { type: 'variables.set', data: { values, scopeId: random.pick(ids(state.scopes)), reason: 'x' } },
    { type: 'instance.suspend', data: { reason: 'x' } },
    { type: 'instance.resume', data: {} },
    {
      type: random.pick(['nonsense', 'legal.event', 'instance.cancel', 'engine.fault']),
      data: { reason: 'x', kind: 'delivered', failed: null },
    },
    { type: 'userTask.add', data: { title: { ru: 'Ещё' } } },
    ...ids(state.userTasks).flatMap((userTaskId) => {
      const outcome = random.pick(['ok', 'agreed', 'rejected', undefined]);
      const data = { userTaskId, ...(outcome ? { outcome, reason: 'x' } : {}), form: { answer: 'Да', amount: 1 } };
      return [
        { type: 'userTask.complete', data },
        { type: 'userTask.complete', data: { userTaskId } },
      ];
    }),
    ...ids(state.pending).flatMap((commandId) => [
      { type: 'service.complete', data: { commandId, output: values } },
      { type: 'service.error', data: { commandId, code: 'refused' } },
      { type: 'service.fail', data: { commandId, code: 'x', message: 'x' } },
      { type: 'call.complete', data: { commandId, output: values } },
      { type: 'call.error', data: { commandId, code: 'hopeless' } },
    ]),
    ...Object.values(state.subscriptions).map(({ kind, name, correlationKey }) => {
      const data =
        kind === 'message' ? { message: name, correlationKey, payload: values } : { signal: name, payload: values };
      return { type: `${kind}.deliver`, data };
    }),
    ...ids(state.incidents).flatMap((incidentId) => [
      { type: 'incident.retry', data: { incidentId } },
      { type: 'incident.resolve', data: { incidentId, value: values, reason: 'x' } },
      { type: 'incident.cancel', data: { incidentId, reason: 'x' } },
    ]),
    ...ids(state.ledgers).flatMap((ledgerId) => [
      { type: 'deadline.suspend', data: { ledgerId, ground: 'x' } },
      { type: 'deadline.move', data: { ledgerId, dueAt: random.pick(moments), reason: 'x' } },
      {
        type: 'deadline.extend',
        data: { ledgerId, by: { amount: random.pick([1, 1e9, -1]), unit: 'calendarDays' }, reason: 'x' },
      },
    ]),
  ];
}
