import { describe, expect, it } from 'vitest';
import { nextDueAt } from '../../../definitions/engine/index.ts';
import type { Deadline } from '../../../definitions/schema/definition.ts';
import { AnInstance, type AnElement, aProgramme } from './a-definition.ts';

const start: AnElement = { type: 'startEvent', id: 'start' };

/** Three calendar days by the Civil Code: from Monday 2 March to the end of Thursday the 5th, Moscow. */
function aDeadline(more: Partial<Deadline> = {}): Deadline {
  return {
    id: 'answer',
    title: { ru: 'Ответ' },
    term: { amount: 3, unit: 'calendarDays' },
    regime: 'civil-code',
    class: 'statutory',
    owner: 'authority',
    basis: '59-ФЗ',
    ...more,
  };
}
const due = '2026-03-05T20:59:59.999Z';

function answering(deadline: Deadline, more: AnElement[] = [], flows: string[] = [], definition = {}): AnInstance {
  return new AnInstance(
    aProgramme(
      [
        start,
        { type: 'userTask', id: 'task', assignment: { candidateGroups: ['clerks'] }, deadlines: [deadline] },
        ...more,
      ],
      ['start>task', ...flows],
      definition,
    ),
  );
}

describe('a deadline of an element', () => {
  it('is due when the calendar says, and met by leaving in time', () => {
    const instance = answering(aDeadline());
    expect(nextDueAt(instance.state)).toBe(due);
    expect(Object.values(instance.state.userTasks)[0]?.dueAt).toBe(due);
    instance.complete('task');
    expect(instance.records.filter(({ type }) => type.startsWith('deadline.'))).toEqual([
      { type: 'deadline.opened', ledgerId: 'd1', deadlineId: 'answer', scopeId: 's2', elementId: 'task', dueAt: due },
      { type: 'deadline.fulfilled', ledgerId: 'd1', deadlineId: 'answer', dueAt: due },
    ]);
  });

  it('reminds before, and after a breach widens who may act, raises the priority and sends word', () => {
    const instance = answering(
      aDeadline({
        reminders: [{ before: { amount: 1, unit: 'calendarDays' }, actions: [{ type: 'raisePriority', by: 20 }] }],
        consequences: [
          { type: 'escalate', candidateGroups: ['heads', 'clerks'] },
          { type: 'raisePriority', by: 80 },
          { type: 'status', status: { code: 'overdue', reason: { ru: 'Срок истёк' } } },
          { type: 'notify', connector: 'notify.email', inputs: [{ to: 'text', value: '"Срок: " + deadline.id' }] },
        ],
      }),
      [],
      [],
      { statuses: [{ code: 'overdue', title: { ru: 'Просрочено' }, canonical: 'CRITICAL' }] },
    );
    const reminder = nextDueAt(instance.state) ?? '';
    expect(reminder.slice(0, 10)).toBe('2026-03-04');
    instance.advance(reminder);
    expect(Object.values(instance.state.userTasks)[0]?.priority).toBe(70);
    expect(nextDueAt(instance.state)).toBe(due);
    const { commands } = instance.advance(due);
    expect(Object.values(instance.state.userTasks)[0]).toMatchObject({
      candidateGroups: ['clerks', 'heads'],
      priority: 100,
    });
    expect(instance.state.caseStatus).toEqual({ code: 'overdue', canonical: 'CRITICAL' });
    expect(commands).toEqual([
      {
        type: 'service.invoke',
        id: 'c1',
        connector: 'notify.email',
        input: { text: 'Срок: answer' },
        elementId: 'task',
      },
    ]);
    expect(nextDueAt(instance.state)).toBeUndefined();
    instance.send('service.complete', { commandId: 'c1' });
    expect(instance.open).toEqual(['task']);
    instance.complete('task');
    expect(instance.records.at(-3)).not.toMatchObject({ type: 'deadline.fulfilled' });
    expect(instance.state.status).toBe('completed');
  });

  it('drives boundary events at its due moment and before it', () => {
    const instance = answering(
      aDeadline(),
      [
        {
          type: 'boundaryEvent',
          id: 'soon',
          attachedTo: 'task',
          interrupting: false,
          triggers: [{ type: 'deadline', deadline: 'answer', before: { amount: 2, unit: 'hours' } }],
        },
        { type: 'boundaryEvent', id: 'late', attachedTo: 'task', triggers: [{ type: 'deadline', deadline: 'answer' }] },
        { type: 'manualTask', id: 'escalate' },
      ],
      ['late>escalate'],
    );
    instance.advance('2026-03-05T18:59:59.999Z');
    expect(instance.path).toContain('soon');
    expect(instance.open).toEqual(['task']);
    instance.advance(due);
    expect(instance.path).toEqual(expect.arrayContaining(['late', 'escalate']));
    expect(instance.state.status).toBe('completed');
  });

  it('of a term, or a start, that can not be worked out is an incident', () => {
    expect(answering(aDeadline({ term: { amount: { feel: '"three"' }, unit: 'calendarDays' } })).incidents[0]).toMatch(
      /^deadline\./,
    );
    expect(answering(aDeadline({ from: { feel: '"soon"' } })).incidents).toEqual(['deadline.from']);
    expect(answering(aDeadline({ regime: 'nobody-knows' })).incidents[0]).toMatch(/^deadline\./);
  });

  it('may be computed from parameters and run from a date of the case', () => {
    const programme = aProgramme(
      [
        start,
        {
          type: 'userTask',
          id: 'task',
          deadlines: [
            aDeadline({
              term: { amount: { feel: 'parameters.days' }, unit: 'calendarDays' },
              from: { feel: 'date(received)' },
            }),
          ],
        },
      ],
      ['start>task'],
      { parameters: [{ name: 'days', title: { ru: 'Дней' }, value: 30 }] },
    );
    const instance = new AnInstance(programme, { received: '2026-03-01' });
    expect(nextDueAt(instance.state)).toBe('2026-03-31T20:59:59.999Z');
  });
});

describe('a deadline of the instance', () => {
  const whole = aDeadline({
    suspension: { basis: 'п. 5', grounds: [{ ru: 'запрос документов' }] },
    extension: { basis: 'п. 6', cap: { amount: 30, unit: 'calendarDays' } },
  });
  const instance_ = (): AnInstance =>
    new AnInstance(
      aProgramme([start, { type: 'userTask', id: 'one' }, { type: 'userTask', id: 'two' }], ['start>one', 'one>two'], {
        deadlines: [whole],
      }),
    );

  it('runs from start to end', () => {
    const instance = instance_();
    instance.complete('one');
    expect(nextDueAt(instance.state)).toBe(due);
    instance.advance(due);
    expect(instance.records.at(-1)).toMatchObject({ type: 'deadline.breached', deadlineId: 'answer' });
  });

  it('stands still while suspended on a declared ground, and everything that hangs on it moves', () => {
    const instance = instance_();
    expect(instance.send('deadline.suspend', { ledgerId: 'd1', ground: 'просто так' }).rejection?.code).toBe(
      'deadline.suspension.groundUnknown',
    );
    instance.at = '2026-03-03T09:00:00.000Z';
    instance.send('deadline.suspend', { ledgerId: 'd1', ground: 'запрос документов' });
    expect(nextDueAt(instance.state)).toBeUndefined();
    instance.at = '2026-03-10T09:00:00.000Z';
    instance.send('deadline.resume', { ledgerId: 'd1' });
    expect((nextDueAt(instance.state) ?? '') > due).toBe(true);
    expect(instance.records.filter(({ type }) => type === 'deadline.changed')).toMatchObject([
      { state: 'suspended' },
      { state: 'running' },
    ]);
  });

  it('is extended within its cap and moved by an operator with a reason', () => {
    const instance = instance_();
    const by = (amount: number) => ({
      ledgerId: 'd1',
      by: { amount, unit: 'calendarDays' as const },
      reason: 'Экспертиза',
    });
    expect(instance.send('deadline.extend', by(31)).rejection?.code).toBe('deadline.extension.overCap');
    instance.send('deadline.extend', by(30));
    expect(nextDueAt(instance.state)?.slice(0, 7)).toBe('2026-04');
    expect(instance.send('deadline.move', { ledgerId: 'd1', dueAt: '2026-05-05', reason: ' ' }).rejection?.code).toBe(
      'deadline.reason.missing',
    );
    instance.send('deadline.move', { ledgerId: 'd1', dueAt: '2026-05-05', reason: 'Решение суда' });
    expect(nextDueAt(instance.state)).toBe('2026-05-05T20:59:59.999Z');
    expect(instance.send('deadline.move', { ledgerId: 'd9', dueAt: '2026-05-05', reason: 'x' }).rejection?.code).toBe(
      'deadline.notOpen',
    );
  });
});

describe('a deadline that legal events start and fulfil', () => {
  const legal = aDeadline({ from: { event: 'registered' }, until: { event: 'dispatched' } });

  it('waits for its event, runs from its moment for the law, and outlives the step until it is fulfilled', () => {
    const instance = answering(legal, [{ type: 'userTask', id: 'next' }], ['task>next']);
    expect(nextDueAt(instance.state)).toBeUndefined();
    instance.at = '2026-03-03T09:00:00.000Z';
    instance.send('legal.event', { kind: 'registered', effectiveAt: '2026-03-02T10:00:00.000Z' });
    expect(nextDueAt(instance.state)).toBe(due);
    instance.complete('task');
    expect(nextDueAt(instance.state)).toBe(due);
    instance.send('legal.event', { kind: 'dispatched' });
    expect(instance.records.at(-1)).toMatchObject({ type: 'deadline.fulfilled', deadlineId: 'answer' });
    expect(nextDueAt(instance.state)).toBeUndefined();
  });

  it('lets a late paper that was posted in time count', () => {
    const instance = answering(legal);
    instance.send('legal.event', { kind: 'registered' });
    instance.at = '2026-03-09T09:00:00.000Z';
    instance.send('legal.event', { kind: 'dispatched', effectiveAt: '2026-03-05T10:00:00.000Z', evidence: 'штемпель' });
    expect(instance.records.some(({ type }) => type === 'deadline.breached')).toBe(false);
    expect(instance.records.at(-1)).toMatchObject({ type: 'deadline.fulfilled' });
  });

  it('that was over before we learnt of it asks for confirmation before its consequences follow', () => {
    const instance = answering({ ...legal, consequences: [{ type: 'escalate', candidateGroups: ['heads'] }] });
    instance.at = '2026-03-20T09:00:00.000Z';
    instance.send('legal.event', { kind: 'registered', effectiveAt: '2026-03-02T10:00:00.000Z' });
    instance.advance('2026-03-20T10:00:00.000Z');
    expect(Object.values(instance.state.userTasks)[0]?.candidateGroups).toEqual(['clerks']);
    instance.send('deadline.confirm', { ledgerId: 'd1' });
    expect(Object.values(instance.state.userTasks)[0]?.candidateGroups).toEqual(['clerks', 'heads']);
  });
});
