import fc from 'fast-check';
import type { Element, ProcessDefinition, SequenceFlow } from '../../../definitions/schema/definition.ts';

/** A piece of a process with one way in and one way out. */
type Block =
  | { kind: 'step'; step: Omit<Element, 'id' | 'title'> & { [member: string]: unknown } }
  | { kind: 'sequence'; blocks: Block[] }
  | { kind: 'split'; gateway: 'exclusive' | 'parallel' | 'inclusive'; branches: Block[]; conditions: string[] }
  | { kind: 'again'; block: Block }
  | { kind: 'sub'; block: Block; caught: 'timer' | 'error' | 'message' | 'none'; interrupting: boolean }
  | { kind: 'events'; branches: Block[] };

const condition = fc.constantFrom('x > 1', 'x = 0', 'y < 2', 'true');
const loop = fc.constantFrom(
  { type: 'standard', condition: 'x < 1', maximum: 2 },
  { type: 'multiInstance', cardinality: '2' },
  { type: 'multiInstance', cardinality: '2', sequential: true, completionCondition: 'numberOfCompletedInstances > 0' },
  { type: 'multiInstance', collection: '[1, 2]', item: 'item', output: 'item + 1', outputCollection: 'results' },
);
const step = fc.oneof(
  fc.record({ type: fc.constant('userTask' as const), loop }, { requiredKeys: ['type'] }),
  fc.record(
    { type: fc.constant('serviceTask' as const), connector: fc.constant('registry.lookup'), loop },
    { requiredKeys: ['type', 'connector'] },
  ),
  fc.record({
    type: fc.constant('scriptTask' as const),
    assignments: fc.constantFrom([{ to: 'x', value: 'x + 1' }], [{ to: 'y', value: 'if x > 1 then 0 else y + 1' }]),
  }),
  fc.record({
    type: fc.constant('intermediateCatchEvent' as const),
    triggers: fc.constantFrom(
      [{ type: 'timer', duration: 'PT1H' }],
      [{ type: 'message', message: 'letter', correlationKey: 'y' }],
      [{ type: 'signal', signal: 'go' }],
      [{ type: 'conditional', condition: 'x > 2' }],
    ),
  }),
  fc.record({
    type: fc.constant('intermediateThrowEvent' as const),
    triggers: fc.constantFrom([{ type: 'signal', signal: 'go' }], [{ type: 'escalation', escalation: 'late' }], []),
  }),
  fc.record({
    type: fc.constant('sendTask' as const),
    message: fc.constant({ message: 'letter', correlationKey: 'y', payload: [{ to: 'x', value: 'x' }] }),
  }),
  fc.constant({
    type: 'approval' as const,
    stages: [
      {
        id: 'stage',
        title: { ru: 'Визы' },
        mode: 'parallel' as const,
        approvers: [{ candidateUsers: ['user-0'] }, { candidateUsers: ['user-1'] }],
      },
    ],
    visasSurvive: 'none' as const,
    documentHash: '"hash " + string(x)',
    author: { candidateUsers: ['user-2'] },
  }),
);

const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'max', withCrossShrink: true },
    step.map((each) => ({ kind: 'step', step: each }) as Block),
    fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((blocks) => ({ kind: 'sequence', blocks }) as Block),
    fc
      .record({
        gateway: fc.constantFrom('exclusive', 'parallel', 'inclusive'),
        branches: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
        conditions: fc.array(condition, { minLength: 3, maxLength: 3 }),
      })
      .map((each) => ({ kind: 'split', ...each }) as Block),
    tie('block').map((inner) => ({ kind: 'again', block: inner }) as Block),
    fc
      .record({
        block: tie('block'),
        caught: fc.constantFrom('timer', 'error', 'message', 'none'),
        interrupting: fc.boolean(),
      })
      .map((each) => ({ kind: 'sub', ...each }) as Block),
    fc.array(tie('block'), { minLength: 2, maxLength: 2 }).map((branches) => ({ kind: 'events', branches }) as Block),
  ),
}));

/** Structured processes that live: every element is reachable, every split is joined, loops come to an end. */
export const arbitraryProcess: fc.Arbitrary<ProcessDefinition> = block.map((top) => {
  const elements: Element[] = [];
  const flows: SequenceFlow[] = [];
  const add = (element: object, parent: string | undefined): string => {
    const id = `e${elements.length + 1}`;
    elements.push({ ...element, id, title: { ru: `Шаг ${id}` }, ...(parent !== undefined && { parent }) } as Element);
    return id;
  };
  const flow = (from: string, to: string, rest: Partial<SequenceFlow> = {}) => {
    flows.push({ id: `f${flows.length + 1}`, from, to, ...rest });
  };
  const build = (each: Block, parent: string | undefined): [first: string, last: string] => {
    switch (each.kind) {
      case 'step': {
        const id = add(each.step, parent);
        return [id, id];
      }
      case 'sequence': {
        const parts = each.blocks.map((inner) => build(inner, parent));
        parts.slice(1).forEach(([first], i) => flow(parts[i]?.[1] ?? '', first));
        return [parts[0]?.[0] ?? '', parts.at(-1)?.[1] ?? ''];
      }
      case 'split': {
        const type = `${each.gateway}Gateway`;
        const split = add({ type }, parent);
        const parts = each.branches.map((inner) => build(inner, parent));
        const join = add({ type }, parent);
        parts.forEach(([first, last], i) => {
          const conditional = each.gateway !== 'parallel';
          flow(
            split,
            first,
            conditional ? (i === 0 ? { default: true } : { condition: each.conditions[i] ?? 'true' }) : {},
          );
          flow(last, join);
        });
        return [split, join];
      }
      case 'again': {
        const merge = add({ type: 'exclusiveGateway' }, parent);
        const [first, last] = build(each.block, parent);
        const count = add(
          { type: 'scriptTask', assignments: [{ to: 'rounds', value: 'if rounds = null then 1 else rounds + 1' }] },
          parent,
        );
        const choose = add({ type: 'exclusiveGateway' }, parent);
        const out = add({ type: 'task' }, parent);
        flow(merge, first);
        flow(last, count);
        flow(count, choose);
        flow(choose, merge, { condition: 'rounds < 3 and x < 2' });
        flow(choose, out, { default: true });
        return [merge, out];
      }
      case 'sub': {
        const sub = add({ type: 'subProcess' }, parent);
        const start = add({ type: 'startEvent' }, sub);
        const [first, last] = build(each.block, sub);
        flow(start, first);
        flow(last, add({ type: 'endEvent' }, sub));
        const join = add({ type: 'exclusiveGateway' }, parent);
        flow(sub, join);
        if (each.caught !== 'none') {
          const triggers = {
            timer: { type: 'timer', duration: 'P2D' },
            error: { type: 'error' },
            message: { type: 'message', message: 'stop' },
          };
          const event = {
            type: 'boundaryEvent',
            attachedTo: sub,
            triggers: [triggers[each.caught]],
            ...(!each.interrupting && each.caught !== 'error' && { interrupting: false }),
          };
          flow(add(event, parent), join);
        }
        return [sub, join];
      }
      case 'events': {
        const gateway = add({ type: 'eventBasedGateway' }, parent);
        const join = add({ type: 'exclusiveGateway' }, parent);
        each.branches.forEach((inner, i) => {
          const trigger = i === 0 ? { type: 'timer', duration: 'PT3H' } : { type: 'signal', signal: 'go' };
          const event = add({ type: 'intermediateCatchEvent', triggers: [trigger] }, parent);
          const [first, last] = build(inner, parent);
          flow(gateway, event);
          flow(event, first);
          flow(last, join);
        });
        return [gateway, join];
      }
    }
  };
  const start = add({ type: 'startEvent' }, undefined);
  const [first, last] = build(top, undefined);
  flow(start, first);
  flow(last, add({ type: 'endEvent' }, undefined));
  return {
    language: 1,
    key: 'arbitrary-process',
    title: { ru: 'Произвольный процесс' },
    messages: [{ name: 'letter' }, { name: 'stop' }],
    signals: [{ name: 'go' }],
    dataObjects: [{ name: 'rounds', value: null }],
    elements,
    flows,
  };
});
