import { describe, expect, it } from 'vitest';
import { importBpmn } from '../../../definitions/interchange/bpmn/index.ts';
import type { Element, ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { checkDefinition } from '../../../definitions/validation/index.ts';
import {
  boundary,
  chain,
  definition,
  document,
  element,
  end,
  expression,
  flows,
  process,
  script,
  start,
  timer,
} from '../../house/conformance/model.ts';

async function imported(...parts: string[]): Promise<ProcessDefinition[]> {
  const { processes } = await importBpmn(document(...parts));
  return processes.map((each) => each.definition);
}

async function one(...parts: string[]): Promise<ProcessDefinition> {
  const [first] = await imported(...parts);
  if (first === undefined) throw new Error('no process');
  return first;
}

/** The element with the id `x` of a process that holds these parts. */
async function x(...parts: string[]): Promise<Element | undefined> {
  return (await one(process('p', ...parts))).elements.find(({ id }) => id === 'x');
}

const title = { ru: 'x' };

describe('importBpmn', () => {
  it('makes a process a definition, in the order of the file, sub-processes flat', async () => {
    expect(
      await one(
        process(
          'OrderToCash',
          element('documentation', {}, 'О чём'),
          start('s'),
          element('subProcess', { id: 'sub', name: 'Внутри' }, start('s1'), end('e1'), chain('s1', 'e1')),
          end('e'),
          chain('s', 'sub', 'e'),
        ),
      ),
    ).toEqual({
      language: 1,
      key: 'order-to-cash',
      title: { ru: 'OrderToCash' },
      description: { ru: 'О чём' },
      elements: [
        { id: 's', type: 'startEvent', title: { ru: 's' } },
        { id: 'sub', type: 'subProcess', title: { ru: 'Внутри' } },
        { id: 's1', type: 'startEvent', title: { ru: 's1' }, parent: 'sub' },
        { id: 'e1', type: 'endEvent', title: { ru: 'e1' }, parent: 'sub' },
        { id: 'e', type: 'endEvent', title: { ru: 'e' } },
      ],
      flows: [
        { id: 's1_to_e1', from: 's1', to: 'e1' },
        { id: 's_to_sub', from: 's', to: 'sub' },
        { id: 'sub_to_e', from: 'sub', to: 'e' },
      ],
    });
  });

  it('gives every process and global task of the file, and calls by their keys', async () => {
    const found = await imported(
      process(
        'Main',
        element('callActivity', { id: 'c1', calledElement: 'Other_1' }),
        element('callActivity', { id: 'c2', calledElement: 'b:Говорить' }),
      ),
      process('Other_1', start('s')),
      element('globalUserTask', { id: 'Говорить', name: 'Разговор' }),
    );
    expect(found.map(({ key }) => key)).toEqual(['main', 'other-1', 'govorit']);
    expect(found[0]?.elements.map((each) => 'calls' in each && each.calls)).toEqual(['other-1', 'govorit']);
    expect(found[2]?.elements.map(({ type }) => type)).toEqual(['startEvent', 'userTask', 'endEvent']);
    expect(found[2]?.flows).toHaveLength(2);
  });

  it('takes departments from lanes, the innermost first', async () => {
    const lanes = element(
      'laneSet',
      { id: 'ls' },
      element(
        'lane',
        { id: 'l1', name: 'Управление' },
        element('flowNodeRef', {}, 'x'),
        element('flowNodeRef', {}, 'y'),
        element(
          'childLaneSet',
          { id: 'cs' },
          element('lane', { id: 'l2', name: 'Отдел' }, element('flowNodeRef', {}, 'x')),
        ),
      ),
    );
    const { elements } = await one(
      process('p', lanes, element('task', { id: 'x' }), element('task', { id: 'y' }), element('task', { id: 'z' })),
    );
    expect(elements.map(({ department }) => department)).toEqual(['Отдел', 'Управление', undefined]);
  });

  it.each([
    [
      'startQuantity and completionQuantity',
      element('task', { id: 'x', startQuantity: 2, completionQuantity: 3 }),
      { type: 'task', startQuantity: 2, completionQuantity: 3 },
    ],
    [
      'a standard loop',
      element(
        'manualTask',
        { id: 'x' },
        element(
          'standardLoopCharacteristics',
          { testBefore: true, loopMaximum: 4 },
          expression('loopCondition', '= n < 2'),
        ),
      ),
      { type: 'manualTask', loop: { type: 'standard', condition: 'n < 2', testBefore: true, maximum: 4 } },
    ],
    [
      'a timer date',
      element('intermediateCatchEvent', { id: 'x' }, timer('timeDate', '2026-12-01T10:00:00Z')),
      { type: 'intermediateCatchEvent', triggers: [{ type: 'timer', date: '2026-12-01T10:00:00Z' }] },
    ],
    [
      'a timer in FEEL',
      element('intermediateCatchEvent', { id: 'x' }, timer('timeDuration', 'patience')),
      { type: 'intermediateCatchEvent', triggers: [{ type: 'timer', duration: { feel: 'patience' } }] },
    ],
    [
      'an ad-hoc sub-process',
      element(
        'adHocSubProcess',
        { id: 'x', ordering: 'Sequential', cancelRemainingInstances: false },
        expression('completionCondition', 'done'),
      ),
      { type: 'adHocSubProcess', ordering: 'sequential', completionCondition: 'done', cancelRemaining: false },
    ],
    ['a transaction', element('transaction', { id: 'x' }), { type: 'transaction' }],
    ['an event sub-process', element('subProcess', { id: 'x', triggeredByEvent: true }), { type: 'eventSubProcess' }],
    [
      'an instantiating event-based gateway',
      element('eventBasedGateway', { id: 'x', instantiate: true, eventGatewayType: 'Parallel' }),
      { type: 'eventBasedGateway', instantiate: true, kind: 'parallel' },
    ],
    [
      'a complex gateway',
      element('complexGateway', { id: 'x' }, expression('activationCondition', 'activationCount >= 2')),
      { type: 'complexGateway', activationCondition: 'activationCount >= 2' },
    ],
    [
      'a script in FEEL',
      script('x', 'total := net + vat\nrate := if total > 10\n  then 1\n  else 2', {
        scriptFormat: 'application/feel',
      }),
      {
        type: 'scriptTask',
        assignments: [
          { to: 'total', value: 'net + vat' },
          { to: 'rate', value: 'if total > 10\n  then 1\n  else 2' },
        ],
      },
    ],
    [
      'a link',
      element('intermediateThrowEvent', { id: 'x' }, definition('link', { name: 'L1' })),
      { type: 'intermediateThrowEvent', triggers: [{ type: 'link', link: 'L1' }] },
    ],
    [
      'a terminate end event',
      end('x', definition('terminate')),
      { type: 'endEvent', triggers: [{ type: 'terminate' }] },
    ],
  ])('reads %s', async (_what, xml, expected) => {
    expect(await x(xml)).toEqual({ id: 'x', title, ...expected });
  });

  it('reads multi-instance data: collection, item, output and its collection, over data associations', async () => {
    const task = element(
      'userTask',
      { id: 'x' },
      element(
        'ioSpecification',
        {},
        element('dataInput', { id: 'in' }),
        element('dataOutput', { id: 'out' }),
        element('inputSet', {}),
        element('outputSet', {}),
      ),
      element('dataInputAssociation', { id: 'a1' }, element('sourceRef', {}, 'list'), element('targetRef', {}, 'in')),
      element(
        'dataOutputAssociation',
        { id: 'a2' },
        element('sourceRef', {}, 'out'),
        element('targetRef', {}, 'results'),
      ),
      element(
        'multiInstanceLoopCharacteristics',
        { isSequential: true },
        element('loopDataInputRef', {}, 'in'),
        element('loopDataOutputRef', {}, 'out'),
        element('inputDataItem', { id: 'i1', name: 'applicant' }),
        element('outputDataItem', { id: 'o1', name: 'verdict' }),
        expression('completionCondition', 'numberOfCompletedInstances > 1'),
      ),
    );
    const objects = ['list', 'results'].map((id) => element('property', { id, name: id })).join('');
    expect(await x(objects, task)).toMatchObject({
      loop: {
        type: 'multiInstance',
        sequential: true,
        collection: 'list',
        item: 'applicant',
        output: 'verdict',
        outputCollection: 'results',
        completionCondition: 'numberOfCompletedInstances > 1',
      },
    });
  });

  it('reads what multi-instance behaviours throw, from definitions of their own', async () => {
    const found = await one(
      element('signal', { id: 'sig', name: 'Half done' }),
      element('signalEventDefinition', { id: 'ev', signalRef: 'sig' }),
      process(
        'p',
        element(
          'task',
          { id: 'x' },
          element(
            'multiInstanceLoopCharacteristics',
            { behavior: 'One', oneBehaviorEventRef: 'ev' },
            expression('loopCardinality', '3'),
          ),
        ),
      ),
    );
    expect(found.signals).toEqual([{ name: 'Half_done', title: { ru: 'Half done' } }]);
    expect(found.elements[0]).toMatchObject({
      loop: { cardinality: '3', behavior: 'one', event: { type: 'signal', signal: 'Half_done' } },
    });
  });

  it('resolves event definitions by reference and references with a namespace prefix', async () => {
    const found = await one(
      element('error', { id: 'err', name: 'Отказ', errorCode: 'E1' }),
      element('errorEventDefinition', { id: 'def', errorRef: 'tns:err' }),
      process('p', end('x', element('eventDefinitionRef', {}, 'def'))),
    );
    expect(found.elements[0]).toMatchObject({ triggers: [{ type: 'error', error: 'E1' }] });
    expect(found.errors).toEqual([{ code: 'E1', title: { ru: 'Отказ' } }]);
  });

  it('takes the message of an operation, and of a message flow where neither end names one', async () => {
    const [first, second] = await imported(
      element('message', { id: 'm', name: 'Order' }),
      element(
        'interface',
        { id: 'i', name: 'i' },
        element('operation', { id: 'op', name: 'op' }, element('inMessageRef', {}, 'm')),
      ),
      process('a', element('sendTask', { id: 's1', operationRef: 'op' }), element('sendTask', { id: 's2' })),
      process('b', element('receiveTask', { id: 'r2' })),
      element(
        'collaboration',
        { id: 'c' },
        element('messageFlow', { id: 'reminder', sourceRef: 's2', targetRef: 'r2' }),
      ),
    );
    expect(first?.elements).toMatchObject([{ message: { message: 'Order' } }, { message: { message: 'reminder' } }]);
    expect(second?.elements).toMatchObject([{ message: { message: 'reminder' } }]);
    expect(second?.messages).toEqual([{ name: 'reminder' }]);
  });

  it('makes the association of a compensation boundary event a flow to its handler', async () => {
    const found = await one(
      process(
        'p',
        element('task', { id: 'a' }),
        boundary('b', 'a', true, definition('compensate')),
        element('task', { id: 'undo', isForCompensation: true }),
        element('association', { id: 'as', sourceRef: 'b', targetRef: 'undo' }),
      ),
    );
    expect(found.flows).toEqual([{ id: 'as', from: 'b', to: 'undo' }]);
    expect(found.elements[1]).toMatchObject({
      type: 'boundaryEvent',
      attachedTo: 'a',
      triggers: [{ type: 'compensation' }],
    });
  });

  it('marks default flows and keeps conditions as FEEL', async () => {
    const found = await one(
      process(
        'p',
        element('exclusiveGateway', { id: 'g', default: 'g_to_b' }),
        element('task', { id: 'a' }),
        element('task', { id: 'b' }),
        flows('g -> a if =amount > 10', 'g -> b'),
      ),
    );
    expect(found.flows).toEqual([
      { id: 'g_to_a', from: 'g', to: 'a', condition: 'amount > 10' },
      { id: 'g_to_b', from: 'g', to: 'b', default: true },
    ]);
  });

  it('makes data objects and properties variables of their scope, named as the reference names them', async () => {
    const found = await one(
      process(
        'p',
        element('property', { id: 'pr', name: 'limit' }),
        element('dataObject', { id: 'do1' }),
        element('dataObjectReference', { id: 'ref', name: 'order', dataObjectRef: 'do1' }),
        element('subProcess', { id: 'sub' }, element('property', { id: 'in', name: 'inner' })),
      ),
    );
    expect(found.dataObjects).toEqual([{ name: 'order' }, { name: 'limit' }, { name: 'inner', parent: 'sub' }]);
  });

  it('reads assignments and transformations of data associations', async () => {
    const task = element(
      'userTask',
      { id: 'x' },
      element(
        'ioSpecification',
        {},
        element('dataInput', { id: 'in', name: 'Net sum' }),
        element('dataOutput', { id: 'out', name: 'sum' }),
        element('inputSet', {}),
        element('outputSet', {}),
      ),
      element(
        'dataInputAssociation',
        { id: 'a1' },
        element('sourceRef', {}, 'o'),
        element('targetRef', {}, 'in'),
        expression('transformation', 'order.net'),
      ),
      element(
        'dataOutputAssociation',
        { id: 'a2' },
        element('sourceRef', {}, 'out'),
        element('targetRef', {}, 'o'),
        element('assignment', {}, expression('from', 'sum * 2'), expression('to', 'order.total')),
      ),
    );
    expect(await x(element('property', { id: 'o', name: 'order' }), task)).toMatchObject({
      inputs: [{ to: 'in', value: 'order.net' }],
      outputs: [{ to: 'order.total', value: 'sum * 2' }],
    });
  });

  it('reads who does a user task: groups by resource, people by expression', async () => {
    const found = await one(
      element('resource', { id: 'r', name: 'registry' }),
      process(
        'p',
        element(
          'userTask',
          { id: 'x' },
          element('potentialOwner', { id: 'o' }, element('resourceRef', {}, 'r')),
          element(
            'humanPerformer',
            { id: 'h' },
            element('resourceAssignmentExpression', {}, expression('expression', 'manager')),
          ),
        ),
      ),
    );
    expect(found.elements[0]).toMatchObject({ assignment: { candidateGroups: ['registry'], assigneeFrom: 'manager' } });
  });

  it('yields definitions that pass the check before publication but for what BPMN does not say: deadlines, owners', async () => {
    const found = await one(
      element('signal', { id: 'sig', name: 'Go' }),
      process(
        'p',
        start('s'),
        element('intermediateCatchEvent', { id: 'w' }, definition('signal', { signalRef: 'sig' })),
        element('userTask', { id: 'u' }),
        end('e'),
        chain('s', 'w', 'u', 'e'),
      ),
    );
    expect(checkDefinition(found).map(({ code, elementId }) => [code, elementId])).toEqual([
      ['wait.noDeadline', 'w'],
      ['wait.noDeadline', 'u'],
      ['assignment.missing', 'u'],
    ]);
  });

  it('takes ids in any alphabet, and leaves words that happen to be ids alone', async () => {
    const found = await one(
      process(
        'Процесс',
        element('task', { id: 'Шаг', name: 'Шаг' }),
        element('exclusiveGateway', { id: 'Выбор', default: 'дальше' }),
        element('sequenceFlow', { id: 'дальше', sourceRef: 'Выбор', targetRef: 'Шаг' }),
      ),
    );
    expect(found.key).toBe('protsess');
    expect(found.elements.map(({ id, title: words }) => [id, words.ru])).toEqual([
      ['Шаг', 'Шаг'],
      ['Выбор', 'Выбор'],
    ]);
    expect(found.flows).toEqual([{ id: 'дальше', from: 'Выбор', to: 'Шаг', default: true }]);
  });
});
