import type { EngineEvent, State } from '../../../definitions/engine/index.ts';
import { type Chance, names, text } from './random.ts';

/** Something that may happen to an instance in that state: mostly what it waits for, sometimes nonsense. */
export function randomEvent(chance: Chance, state: State, id: string, at: string): EngineEvent {
  const any = <T>(map: { [id: string]: T }): T | undefined =>
    Object.keys(map).length > 0 ? chance.one(Object.values(map)) : undefined;
  const base = { id, at, actor: { kind: 'person' as const, id: chance.one(['a', 'b', 'c']) } };
  const commandId = any(state.pending)?.id ?? `c${chance.below(9)}`;
  const incidentId = any(state.incidents)?.id ?? 'i1';
  const payload = { [chance.one(names.slice(0, 4))]: chance.one([1, 'a', true, null, [1, 2], { a: 1 }]) };
  const events: (() => EngineEvent)[] = [
    () => ({
      ...base,
      type: 'userTask.complete',
      data: {
        userTaskId: any(state.userTasks)?.id ?? 'u9',
        form: payload,
        ...chance.maybe(60, () => ({ outcome: chance.one(['a', 'b', 'agreed', 'rejected', 'resubmit']), reason: 'r' })),
      },
    }),
    () => ({
      ...base,
      type: 'userTask.complete',
      data: { userTaskId: any(state.userTasks)?.id ?? 'u9', form: payload },
    }),
    () => ({ ...base, type: 'time.advance', data: {} }),
    () => ({
      ...base,
      type: 'message.deliver',
      data: { message: chance.one(['m1', 'm2']), payload, ...chance.maybe(30, () => ({ correlationKey: 1 })) },
    }),
    () => ({ ...base, type: 'signal.deliver', data: { signal: chance.one(['g1', 'g2']), payload } }),
    () => ({ ...base, type: 'service.complete', data: { commandId, output: payload } }),
    () => ({ ...base, type: 'service.error', data: { commandId, code: chance.one(['E1', 'E2', 'E3']), payload } }),
    () => ({ ...base, type: 'service.fail', data: { commandId, code: 'down', message: 'm' } }),
    () => ({ ...base, type: 'call.complete', data: { commandId, output: payload } }),
    () => ({ ...base, type: 'call.error', data: { commandId, code: 'E1' } }),
    () => ({ ...base, type: 'call.escalate', data: { commandId, code: 'X1' } }),
    () => ({ ...base, type: 'incident.retry', data: { incidentId } }),
    () => ({
      ...base,
      type: 'incident.resolve',
      data: { incidentId, value: chance.one([undefined, payload, 'f1', ['f2']]), reason: 'r' },
    }),
    () => ({ ...base, type: 'incident.cancel', data: { incidentId, reason: 'r' } }),
    () => ({
      ...base,
      type: 'variables.set',
      data: { values: payload, reason: 'r', ...chance.maybe(30, () => ({ scopeId: any(state.scopes)?.id ?? 's1' })) },
    }),
    () => ({
      ...base,
      type: 'userTask.add',
      data: { title: text, ...chance.maybe(50, () => ({ scopeId: any(state.scopes)?.id ?? 's1' })) },
    }),
    () => ({
      ...base,
      type: 'adHoc.activate',
      data: { scopeId: any(state.scopes)?.id ?? 's1', elementId: `e${chance.below(12)}` },
    }),
    () => ({ ...base, type: 'instance.suspend', data: { reason: 'r' } }),
    () => ({ ...base, type: 'instance.resume', data: {} }),
    () => ({ ...base, type: 'instance.resume', data: {} }),
    () => ({ ...base, type: 'legal.event', data: { kind: chance.one(['registered', 'dispatched']) } }),
    () => ({
      ...base,
      type: 'deadline.move',
      data: { ledgerId: any(state.ledgers)?.id ?? 'd1', dueAt: '2026-04-01', reason: 'r' },
    }),
    () => ({
      ...base,
      type: 'engine.fault',
      data: { failed: { ...base, type: 'time.advance', data: {} }, message: 'm' },
    }),
  ];
  return chance.one(events)();
}

/** Something that is hardly an event at all. */
export function randomNonsense(chance: Chance): unknown {
  const leaf = (): unknown =>
    chance.one<unknown>([
      null,
      1,
      -1,
      'u1',
      'c1',
      true,
      [],
      {},
      '2026-03-02T09:00:00.000Z',
      'x'.repeat(300),
      { ru: 'т' },
      ['a'],
    ]);
  const data: { [name: string]: unknown } = {};
  for (const name of [
    'userTaskId',
    'outcome',
    'form',
    'documents',
    'title',
    'scopeId',
    'elementId',
    'message',
    'payload',
    'signal',
    'commandId',
    'output',
    'code',
    'reason',
    'incidentId',
    'value',
    'values',
    'ledgerId',
    'ground',
    'by',
    'dueAt',
    'kind',
    'failed',
    'instanceId',
    'input',
    'correlationKey',
    'effectiveAt',
    'supersedes',
    'subscriptionId',
    'startElement',
    'links',
    'number',
  ]) {
    if (chance.below(2) === 0) data[name] = leaf();
  }
  return {
    id: chance.one<unknown>(['n1', 'n2', '', 7, undefined]),
    type: chance.one([
      'instance.start',
      'userTask.complete',
      'userTask.add',
      'adHoc.activate',
      'documents.attach',
      'message.deliver',
      'signal.deliver',
      'time.advance',
      'service.complete',
      'service.error',
      'service.fail',
      'call.complete',
      'call.error',
      'call.escalate',
      'message.undelivered',
      'instance.cancel',
      'instance.suspend',
      'instance.resume',
      'incident.retry',
      'incident.resolve',
      'incident.cancel',
      'engine.fault',
      'variables.set',
      'legal.event',
      'deadline.suspend',
      'deadline.resume',
      'deadline.extend',
      'deadline.move',
      'deadline.restart',
      'deadline.restore',
      'deadline.confirm',
      'nothing',
      'constructor',
    ]),
    at: chance.one<unknown>(['2026-03-02T09:00:00.000Z', '2026-13-02T09:00:00.000Z', 'now', 5]),
    actor: chance.one<unknown>([{ kind: 'person', id: 'a' }, {}, null, { kind: 'x' }]),
    data: chance.below(10) === 0 ? leaf() : data,
  };
}
