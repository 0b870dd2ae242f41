import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../definitions/schema/definition.ts';
import { AnInstance, aProgramme } from './a-definition.ts';

type Options = Partial<Pick<Approval, 'stages' | 'visasSurvive' | 'maxRounds' | 'documentHash'>>;

const legal = {
  id: 'legal',
  title: { ru: 'Юристы' },
  mode: 'parallel' as const,
  approvers: [{ candidateUsers: ['lawyer-1'] }, { candidateUsers: ['lawyer-2'] }],
};
const chief = {
  id: 'chief',
  title: { ru: 'Начальник' },
  mode: 'serial' as const,
  approvers: [{ candidateGroups: ['chiefs'] }],
};

/** A draft whose hash is the variable `hash`, agreed by two lawyers at once and then by a chief. */
function anApproval(options: Options = {}): AnInstance {
  const programme = aProgramme(
    [
      { type: 'startEvent', id: 'start' },
      {
        type: 'approval',
        id: 'visas',
        stages: [legal, chief],
        visasSurvive: 'none',
        documentHash: 'hash',
        author: { candidateUsers: ['author'] },
        ...options,
      },
      { type: 'exclusiveGateway', id: 'result' },
      { type: 'endEvent', id: 'signed' },
      { type: 'endEvent', id: 'refused' },
    ],
    ['start>visas', 'visas>result', 'result>signed:approval.outcome != "rejected"', 'result>refused:*'],
  );
  return new AnInstance(programme, { hash: 'h1', people: [{ user: 'a' }, { group: 'g' }] });
}

const users = (instance: AnInstance): string[][] =>
  Object.values(instance.state.userTasks).map((userTask) => [...userTask.candidateUsers, ...userTask.candidateGroups]);

/** Gives a visa on the open user task that names the person or group. */
function sign(instance: AnInstance, whose: string, outcome: string, by = whose): void {
  const userTask = Object.values(instance.state.userTasks).find((open) =>
    [...open.candidateUsers, ...open.candidateGroups].includes(whose),
  );
  const reason = outcome === 'agreed' || outcome === 'resubmit' ? {} : { reason: 'Есть причина' };
  const { rejection } = instance.send(
    'userTask.complete',
    { userTaskId: userTask?.id ?? 'none', outcome, ...reason },
    { kind: 'person', id: by },
  );
  expect(rejection).toBeUndefined();
}

const approvalOf = (
  instance: AnInstance,
): { outcome: string; rounds: number; visas: { by: string; documentHash: string; round: number }[] } =>
  instance.variables['approval'] as never;

describe('an approval', () => {
  it('asks the approvers of a parallel stage at once, and the next stage when all have agreed', () => {
    const instance = anApproval();
    expect(users(instance)).toEqual([['lawyer-1'], ['lawyer-2']]);
    sign(instance, 'lawyer-2', 'agreed');
    sign(instance, 'lawyer-1', 'agreed');
    expect(users(instance)).toEqual([['chiefs']]);
    sign(instance, 'chiefs', 'agreed', 'chief-7');
    expect(instance.state.status).toBe('completed');
    expect(instance.path.at(-1)).toBe('signed');
    expect(approvalOf(instance)).toMatchObject({ outcome: 'agreed', rounds: 1 });
    expect(approvalOf(instance).visas.map(({ by }) => by)).toEqual(['lawyer-1', 'lawyer-2', 'chief-7']);
    expect(approvalOf(instance).visas.every(({ documentHash }) => documentHash === 'h1')).toBe(true);
    expect(instance.incidents).toEqual([]);
  });

  it('goes on with remarks and says so at the end', () => {
    const instance = anApproval();
    sign(instance, 'lawyer-1', 'remarks');
    sign(instance, 'lawyer-2', 'agreed');
    sign(instance, 'chiefs', 'agreed');
    expect(approvalOf(instance).outcome).toBe('remarks');
    expect(instance.path.at(-1)).toBe('signed');
  });

  it('needs a reason for remarks and for a rejection', () => {
    const instance = anApproval();
    const [userTask] = Object.values(instance.state.userTasks);
    for (const outcome of ['remarks', 'rejected']) {
      const { rejection } = instance.send('userTask.complete', { userTaskId: userTask?.id ?? '', outcome });
      expect(rejection?.code).toBe('userTask.reasonRequired');
    }
  });

  it('returns a rejected draft to its author and asks everybody again when no visa survives', () => {
    const instance = anApproval();
    sign(instance, 'lawyer-1', 'agreed');
    sign(instance, 'lawyer-2', 'rejected');
    expect(users(instance)).toEqual([['author']]);
    sign(instance, 'author', 'resubmit');
    expect(users(instance)).toEqual([['lawyer-1'], ['lawyer-2']]);
  });

  it('does not ask again who agreed, when agreed visas survive a new draft', () => {
    const instance = anApproval({ visasSurvive: 'agreed' });
    sign(instance, 'lawyer-1', 'agreed');
    sign(instance, 'lawyer-2', 'rejected');
    instance.send('variables.set', { values: { hash: 'h2' }, reason: 'Новая редакция' });
    sign(instance, 'author', 'resubmit');
    expect(users(instance)).toEqual([['lawyer-2']]);
    sign(instance, 'lawyer-2', 'agreed');
    sign(instance, 'chiefs', 'agreed');
    expect(approvalOf(instance)).toMatchObject({ outcome: 'agreed', rounds: 2 });
    expect(approvalOf(instance).visas.map(({ by, round }) => [by, round])).toEqual([
      ['lawyer-1', 1],
      ['lawyer-2', 2],
      ['chiefs', 2],
    ]);
  });

  it.each([
    ['h1', [['lawyer-2']]],
    ['h2', [['lawyer-1'], ['lawyer-2']]],
  ])('keeps visas bound to the same document only, when the new draft has hash %s', (hash, asked) => {
    const instance = anApproval({ visasSurvive: 'sameDocument' });
    sign(instance, 'lawyer-1', 'remarks');
    sign(instance, 'lawyer-2', 'rejected');
    instance.send('variables.set', { values: { hash }, reason: 'Редакция' });
    sign(instance, 'author', 'resubmit');
    expect(users(instance)).toEqual(asked);
  });

  it('asks once more for visas given for another draft than the last', () => {
    const instance = anApproval();
    sign(instance, 'lawyer-1', 'agreed');
    sign(instance, 'lawyer-2', 'agreed');
    instance.send('variables.set', { values: { hash: 'h2' }, reason: 'Документ заменён' });
    sign(instance, 'chiefs', 'agreed');
    expect(instance.state.status).toBe('running');
    expect(users(instance)).toEqual([['lawyer-1'], ['lawyer-2']]);
    sign(instance, 'lawyer-1', 'agreed');
    sign(instance, 'lawyer-2', 'agreed');
    expect(instance.state.status).toBe('completed');
    expect(approvalOf(instance).visas.map(({ documentHash }) => documentHash)).toEqual(['h2', 'h2', 'h2']);
  });

  it('ends rejected when the author withdraws, or after the last round', () => {
    const withdrawn = anApproval();
    sign(withdrawn, 'lawyer-1', 'rejected');
    sign(withdrawn, 'lawyer-2', 'agreed');
    sign(withdrawn, 'author', 'withdraw');
    expect(approvalOf(withdrawn).outcome).toBe('rejected');
    expect(withdrawn.path.at(-1)).toBe('refused');

    const tired = anApproval({ maxRounds: 1, stages: [chief] });
    sign(tired, 'chiefs', 'rejected');
    sign(tired, 'author', 'resubmit');
    sign(tired, 'chiefs', 'rejected');
    expect(tired.state.status).toBe('completed');
    expect(approvalOf(tired)).toMatchObject({ outcome: 'rejected', rounds: 2 });
  });

  it('stops a serial stage at the first rejection', () => {
    const serial = { ...legal, mode: 'serial' as const };
    const instance = anApproval({ stages: [serial] });
    expect(users(instance)).toEqual([['lawyer-1']]);
    sign(instance, 'lawyer-1', 'rejected');
    expect(users(instance)).toEqual([['author']]);
  });

  it('takes approvers chosen at run time, persons and groups', () => {
    const chosen = {
      id: 'chosen',
      title: { ru: 'Выбранные' },
      mode: 'parallel' as const,
      approvers: { feel: 'people' },
    };
    const instance = anApproval({ stages: [chosen] });
    expect(users(instance)).toEqual([['a'], ['g']]);
    sign(instance, 'a', 'agreed');
    sign(instance, 'g', 'agreed', 'somebody');
    expect(approvalOf(instance).outcome).toBe('agreed');
  });

  it('keeps whoever gave a visa from a later user task that excludes them', () => {
    const programme = aProgramme(
      [
        { type: 'startEvent', id: 'start' },
        {
          type: 'approval',
          id: 'visas',
          stages: [chief],
          visasSurvive: 'none',
          documentHash: '"h"',
          author: { candidateUsers: ['author'] },
        },
        { type: 'userTask', id: 'sign', assignment: { excludeCompletersOf: ['visas'] } },
        { type: 'endEvent', id: 'end' },
      ],
      ['start>visas', 'visas>sign', 'sign>end'],
    );
    const instance = new AnInstance(programme);
    sign(instance, 'chiefs', 'agreed', 'chief-7');
    expect(instance.complete('sign', {}, 'chief-7').rejection?.code).toBe('userTask.excludedOwner');
    expect(instance.complete('sign', {}, 'director').rejection).toBeUndefined();
  });
});
