import type { BpmnCase, Expected } from '../../../scripts/conformance/bpmn-case.ts';
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
} from './model.ts';

/** A model of our own with the traces BPMN's semantics must leave; the readings are those of the standard's section 13. */
export interface OwnModel {
  group: string;
  name: string;
  xml: string;
  cases: Partial<BpmnCase>[];
}

const models: OwnModel[] = [];

function model(group: string, name: string, parts: string[], ...cases: (Partial<BpmnCase> | string[])[]): void {
  models.push({
    group,
    name,
    xml: document(...parts),
    cases: cases.map((one) => (Array.isArray(one) ? expecting(one) : one)),
  });
}

/** Expects these markers, and that the instance has ended unless an error is expected. */
function expecting(tasks: string[], more: Partial<Expected> & Partial<BpmnCase> = {}): Partial<BpmnCase> {
  const { input, delayMs, startFirst, process: started, ...expect } = more;
  return {
    ...(input && { input }),
    ...(delayMs && { delayMs }),
    ...(startFirst && { startFirst }),
    ...(started && { process: started }),
    expect: { tasks, ...(expect.error === undefined && { completes: true }), ...expect },
  };
}

const a = script('a', 'SCRIPT_a');
const b = script('b', 'SCRIPT_b');
const c = script('c', 'SCRIPT_c');
const signal = element('signal', { id: 'sig', name: 'Go' });
const message = element('message', { id: 'msg', name: 'Letter' });
const error = element('error', { id: 'err', errorCode: 'ERR_CODE' });
const otherError = element('error', { id: 'other', errorCode: 'OTHER' });
const escalation = element('escalation', { id: 'esc', escalationCode: 'ESC' });
const onSignal = definition('signal', { signalRef: 'sig' });
const onMessage = definition('message', { messageRef: 'msg' });
const onError = definition('error', { errorRef: 'err' });
const onEscalation = definition('escalation', { escalationRef: 'esc' });
const wait = (id: string, duration: string) =>
  element('intermediateCatchEvent', { id }, timer('timeDuration', duration));
const throwEvent = (id: string, ...definitions: string[]) => element('intermediateThrowEvent', { id }, ...definitions);
const catchEvent = (id: string, ...definitions: string[]) => element('intermediateCatchEvent', { id }, ...definitions);
const eventSub = (id: string, ...parts: string[]) => element('subProcess', { id, triggeredByEvent: 'true' }, ...parts);

// ------------------------------------------------------------------ loops
const loop = (attributes: { [name: string]: string | number }, condition?: string) =>
  element(
    'standardLoopCharacteristics',
    attributes,
    ...(condition === undefined ? [] : [expression('loopCondition', condition)]),
  );
const looped = (id: string, characteristics: string) =>
  process(id, start('s'), script('a', 'SCRIPT_a', {}, characteristics), b, end('e'), chain('s', 'a', 'b', 'e'));

model('loops', 'LoopMaximum', [looped('LoopMaximum', loop({ loopMaximum: 3 }, 'true'))], ['a', 'a', 'a', 'b']);
model('loops', 'LoopTestBefore', [looped('LoopTestBefore', loop({ testBefore: 'true' }, 'false'))], ['b']);
model('loops', 'LoopTestAfter', [looped('LoopTestAfter', loop({}, 'false'))], ['a', 'b']);
model(
  'loops',
  'LoopMaximumBefore',
  [looped('LoopMaximumBefore', loop({ testBefore: 'true', loopMaximum: 2 }, 'true'))],
  ['a', 'a', 'b'],
);
model(
  'loops',
  'LoopFractionalMaximum',
  [looped('LoopFractionalMaximum', loop({ loopMaximum: 'many' }, 'true'))],
  expecting([], { error: 'any' }),
);

const several = (attributes: { [name: string]: string }, ...content: string[]) =>
  element('multiInstanceLoopCharacteristics', attributes, ...content);
const three = expression('loopCardinality', '3');

model(
  'loops',
  'MultiInstanceSequential',
  [looped('MultiInstanceSequential', several({ isSequential: 'true' }, three))],
  ['a', 'a', 'a', 'b'],
);
model(
  'loops',
  'MultiInstanceNone',
  [looped('MultiInstanceNone', several({}, expression('loopCardinality', '0')))],
  ['b'],
);
model(
  'loops',
  'MultiInstanceNegative',
  [looped('MultiInstanceNegative', several({}, expression('loopCardinality', '-1')))],
  expecting([], { error: 'any' }),
);
model(
  'loops',
  'MultiInstanceNegativeAtRuntime',
  [looped('MultiInstanceNegativeAtRuntime', several({}, expression('loopCardinality', 'integerVariable')))],
  expecting([], { input: { integerVariable: -2 }, error: 'runtime' }),
  expecting(['a', 'a', 'b'], { input: { integerVariable: 2 } }),
);
model(
  'loops',
  'MultiInstanceCompletionCondition',
  [
    looped(
      'MultiInstanceCompletionCondition',
      several({ isSequential: 'true' }, three, expression('completionCondition', 'numberOfCompletedInstances >= 2')),
    ),
  ],
  ['a', 'a', 'b'],
);

const behaving = (id: string, characteristics: string) => [
  signal,
  element('signalEventDefinition', { id: 'event', signalRef: 'sig' }),
  process(
    id,
    start('s'),
    script('a', 'SCRIPT_a', {}, characteristics),
    boundary('caught', 'a', true, onSignal),
    b,
    c,
    end('e1'),
    end('e2'),
    chain('s', 'a', 'b', 'e1'),
    chain('caught', 'c', 'e2'),
  ),
];

model('loops', 'BehaviorAll', behaving('BehaviorAll', several({ isSequential: 'true', behavior: 'All' }, three)), [
  'a',
  'a',
  'a',
  'b',
]);
model(
  'loops',
  'BehaviorOne',
  behaving('BehaviorOne', several({ isSequential: 'true', behavior: 'One', oneBehaviorEventRef: 'event' }, three)),
  ['a', 'a', 'a', 'b', 'c'],
);
model(
  'loops',
  'BehaviorNone',
  behaving('BehaviorNone', several({ behavior: 'None', noneBehaviorEventRef: 'event' }, three)),
  ['a', 'a', 'a', 'b', 'c', 'c', 'c'],
);
const complexly = element(
  'complexBehaviorDefinition',
  {},
  expression('condition', 'numberOfCompletedInstances = 2'),
  element('event', { id: 'implicit' }, definition('signal', { id: 'inner', signalRef: 'sig' })),
);
model(
  'loops',
  'BehaviorComplex',
  behaving('BehaviorComplex', several({ isSequential: 'true', behavior: 'Complex' }, three, complexly)),
  ['a', 'a', 'b', 'c'],
);
model(
  'loops',
  'BehaviorNoneWithoutEvent',
  behaving('BehaviorNoneWithoutEvent', several({ behavior: 'None' }, three)),
  expecting([], { error: 'any' }),
);

// ------------------------------------------------------------------ quantities
for (const [name, attributes] of [
  ['StartQuantityZero', { startQuantity: 0 }],
  ['CompletionQuantityZero', { completionQuantity: 0 }],
] as const) {
  model(
    'quantities',
    name,
    [process(name, start('s'), script('a', 'SCRIPT_a', attributes), end('e'), chain('s', 'a', 'e'))],
    expecting([], { error: 'any' }),
  );
}
model(
  'quantities',
  'Quantities',
  [
    process(
      'Quantities',
      start('s'),
      script('a', 'SCRIPT_a', { completionQuantity: 4 }),
      script('b', 'SCRIPT_b', { startQuantity: 2 }),
      end('e'),
      chain('s', 'a', 'b', 'e'),
    ),
  ],
  ['a', 'b', 'b'],
);

// ------------------------------------------------------------------ gateways
const gate = (type: string, id: string, attributes: { [name: string]: string } = {}, ...content: string[]) =>
  element(`${type}Gateway`, { id, ...attributes }, ...content);

model(
  'gateways',
  'InclusiveJoinAfterDeadPath',
  [
    process(
      'InclusiveJoinAfterDeadPath',
      start('s'),
      gate('inclusive', 'split'),
      gate('exclusive', 'choose', { default: 'choose_to_e1' }),
      a,
      b,
      c,
      gate('inclusive', 'join'),
      end('e1'),
      end('e2'),
      flows(
        's -> split',
        'split -> a if true',
        'split -> choose if true',
        'choose -> b if test = "b"',
        'choose -> e1',
        'a -> join',
        'b -> join',
        'join -> c',
        'c -> e2',
      ),
    ),
  ],
  expecting(['a', 'c'], { input: { test: 'x' } }),
  expecting(['a', 'b', 'c'], { input: { test: 'b' } }),
);
model(
  'gateways',
  'ComplexJoinOfTwo',
  [
    process(
      'ComplexJoinOfTwo',
      start('s'),
      gate('parallel', 'split'),
      a,
      b,
      c,
      gate('complex', 'join', {}, expression('activationCondition', 'activationCount >= 2')),
      script('d', 'SCRIPT_d'),
      end('e'),
      chain('s', 'split', 'a', 'join', 'd', 'e'),
      flows('split -> b', 'split -> c', 'b -> join', 'c -> join'),
    ),
  ],
  ['a', 'b', 'c', 'd'],
);
model(
  'gateways',
  'ComplexSplitDefault',
  [
    process(
      'ComplexSplitDefault',
      start('s'),
      gate('complex', 'split', { default: 'split_to_b' }),
      a,
      b,
      end('e'),
      flows('s -> split', 'split -> a if test = "a"', 'split -> b', 'a -> e', 'b -> e'),
    ),
  ],
  expecting(['a'], { input: { test: 'a' } }),
  expecting(['b'], { input: { test: 'x' } }),
);
const eventChoice = (id: string) => [
  message,
  process(
    id,
    start('s'),
    gate('eventBased', 'choose'),
    element('receiveTask', { id: 'letter', messageRef: 'msg' }),
    wait('time', 'PT5S'),
    a,
    b,
    end('e'),
    chain('s', 'choose', 'letter', 'a', 'e'),
    flows('choose -> time', 'time -> b', 'b -> e'),
  ),
  process(
    'Sender',
    start('s1'),
    element('sendTask', { id: 'send', messageRef: 'msg' }),
    end('e1'),
    chain('s1', 'send', 'e1'),
  ),
];
model(
  'gateways',
  'EventBased',
  eventChoice('EventBased'),
  expecting(['b'], { delayMs: 6000 }),
  expecting([], { delayMs: 4000, completes: false }),
);
model('gateways', 'EventBasedMessage', eventChoice('EventBasedMessage'), {
  startFirst: ['EventBasedMessage'],
  process: 'Sender',
  delayMs: 9000,
  expect: { tasks: ['a'], completes: true },
});
const instantiating = (id: string, kind: string) => [
  message,
  element('message', { id: 'msg2', name: 'Reply' }),
  process(
    id,
    gate('eventBased', 'choose', { instantiate: 'true', eventGatewayType: kind }),
    catchEvent('first', onMessage),
    catchEvent('second', definition('message', { messageRef: 'msg2' })),
    a,
    b,
    end('e'),
    flows('choose -> first', 'choose -> second', 'first -> a', 'second -> b', 'a -> e', 'b -> e'),
  ),
  process(
    'Senders',
    start('s'),
    throwEvent('one', onMessage),
    throwEvent('two', definition('message', { messageRef: 'msg2' })),
    end('e1'),
    chain('s', 'one', 'two', 'e1'),
  ),
];
model('gateways', 'InstantiatingExclusive', instantiating('InstantiatingExclusive', 'Exclusive'), {
  process: 'Senders',
  expect: { tasks: ['a', 'b'], completes: true },
});
model('gateways', 'InstantiatingParallel', instantiating('InstantiatingParallel', 'Parallel'), {
  process: 'Senders',
  expect: { tasks: ['a', 'b'], completes: true },
});

// ------------------------------------------------------------------ events
model(
  'events',
  'ThrowUncaught',
  [process('ThrowUncaught', start('s'), script('a', 'THROW_ERROR'), b, end('e'), chain('s', 'a', 'b', 'e'))],
  expecting([], { error: 'runtime' }),
);
model(
  'events',
  'ThrowCaught',
  [
    error,
    otherError,
    process(
      'ThrowCaught',
      start('s'),
      script('a', 'THROW_ERROR'),
      boundary('wrong', 'a', true, definition('error', { errorRef: 'other' })),
      boundary('right', 'a', true, onError),
      b,
      c,
      end('e'),
      flows('s -> a', 'a -> e', 'wrong -> b', 'right -> c', 'b -> e', 'c -> e'),
    ),
  ],
  ['c'],
);
model(
  'events',
  'ErrorCaughtByAny',
  [
    error,
    process(
      'ErrorCaughtByAny',
      start('s'),
      element('subProcess', { id: 'sub' }, start('s1'), a, end('e1', onError), chain('s1', 'a', 'e1')),
      boundary('any', 'sub', true, definition('error')),
      b,
      c,
      end('e'),
      flows('s -> sub', 'sub -> b', 'any -> c', 'b -> e', 'c -> e'),
    ),
  ],
  ['a', 'c'],
);
model(
  'events',
  'ErrorOfCalledProcess',
  [
    error,
    process(
      'ErrorOfCalledProcess',
      start('s'),
      element('callActivity', { id: 'call', calledElement: 'Called' }),
      boundary('caught', 'call', true, onError),
      b,
      c,
      end('e'),
      flows('s -> call', 'call -> b', 'caught -> c', 'b -> e', 'c -> e'),
    ),
    process('Called', start('s1'), a, end('e1', onError), chain('s1', 'a', 'e1')),
  ],
  { expect: { tasks: ['a', 'c'], completes: true, error: 'errorEvent' } },
);
model(
  'events',
  'EscalationPassesOn',
  [
    escalation,
    process(
      'EscalationPassesOn',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        throwEvent('raise', onEscalation),
        a,
        end('e1'),
        chain('s1', 'raise', 'a', 'e1'),
      ),
      boundary('caught', 'sub', false, onEscalation),
      b,
      c,
      end('e'),
      flows('s -> sub', 'sub -> b', 'caught -> c', 'b -> e', 'c -> e'),
    ),
  ],
  ['a', 'b', 'c'],
);
model(
  'events',
  'EscalationInterrupts',
  [
    escalation,
    process(
      'EscalationInterrupts',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        throwEvent('raise', onEscalation),
        wait('later', 'PT1S'),
        a,
        end('e1'),
        chain('s1', 'raise', 'later', 'a', 'e1'),
      ),
      boundary('caught', 'sub', true, onEscalation),
      b,
      c,
      end('e'),
      flows('s -> sub', 'sub -> b', 'caught -> c', 'b -> e', 'c -> e'),
    ),
  ],
  expecting(['c'], { delayMs: 5000 }),
);
model(
  'events',
  'TerminateInside',
  [
    process(
      'TerminateInside',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        gate('parallel', 'split'),
        wait('later', 'PT3S'),
        a,
        end('e1'),
        end('stop', definition('terminate')),
        chain('s1', 'split', 'later', 'a', 'e1'),
        flows('split -> stop'),
      ),
      b,
      end('e'),
      chain('s', 'sub', 'b', 'e'),
    ),
  ],
  expecting(['b'], { delayMs: 5000 }),
);
model(
  'events',
  'TimerCycleCatch',
  [
    process(
      'TimerCycleCatch',
      start('s'),
      catchEvent('tick', timer('timeCycle', 'R3/PT2S')),
      a,
      end('e'),
      chain('s', 'tick', 'a', 'e'),
    ),
  ],
  expecting(['a', 'a', 'a'], { delayMs: 20000 }),
  expecting(['a', 'a'], { delayMs: 5000, completes: false }),
);
model(
  'events',
  'TimerCycleBoundary',
  [
    process(
      'TimerCycleBoundary',
      start('s'),
      script('work', 'WAIT_TEN_SECONDS'),
      boundary('tick', 'work', false, timer('timeCycle', 'R4/PT4S')),
      a,
      b,
      end('e'),
      flows('s -> work', 'work -> a', 'tick -> b', 'a -> e', 'b -> e'),
    ),
  ],
  expecting(['a', 'b', 'b'], { delayMs: 30000 }),
);
model(
  'events',
  'TimerBoundaryInterrupts',
  [
    process(
      'TimerBoundaryInterrupts',
      start('s'),
      script('work', 'WAIT_TEN_SECONDS'),
      boundary('tick', 'work', true, timer('timeDuration', 'PT4S')),
      a,
      b,
      end('e'),
      flows('s -> work', 'work -> a', 'tick -> b', 'a -> e', 'b -> e'),
    ),
  ],
  expecting(['b'], { delayMs: 30000 }),
);
model(
  'events',
  'TimerStart',
  [process('TimerStart', start('s', timer('timeDuration', 'PT2S')), a, end('e'), chain('s', 'a', 'e'))],
  expecting(['a'], { delayMs: 5000 }),
);
model(
  'events',
  'ConditionalCatch',
  [
    process(
      'ConditionalCatch',
      start('s'),
      gate('parallel', 'split'),
      wait('later', 'PT1S'),
      script('inc', 'INCREMENT_INTEGER_VARIABLE'),
      catchEvent('until', definition('conditional', {}, expression('condition', 'integerVariable > 0'))),
      a,
      end('e'),
      chain('s', 'split', 'later', 'inc', 'e'),
      chain('split', 'until', 'a', 'e'),
    ),
  ],
  expecting(['a'], { input: { integerVariable: 0 }, delayMs: 2000 }),
  expecting(['a'], { input: { integerVariable: 5 }, delayMs: 2000 }),
);
model(
  'events',
  'LinkFromTwo',
  [
    process(
      'LinkFromTwo',
      start('s'),
      gate('exclusive', 'x'),
      a,
      b,
      throwEvent('l1', definition('link', { name: 'L' })),
      throwEvent('l2', definition('link', { name: 'L' })),
      catchEvent('l3', definition('link', { name: 'L' })),
      c,
      end('e'),
      flows('s -> x', 'x -> a if test = "a"', 'x -> b if test = "b"', 'a -> l1', 'b -> l2', 'l3 -> c', 'c -> e'),
    ),
  ],
  expecting(['a', 'c'], { input: { test: 'a' } }),
  expecting(['b', 'c'], { input: { test: 'b' } }),
);
model(
  'events',
  'SignalStartsAndReaches',
  [
    signal,
    process('SignalStartsAndReaches', start('s'), a, end('e', onSignal), chain('s', 'a', 'e')),
    process('Starts', start('s1', onSignal), b, end('e1'), chain('s1', 'b', 'e1')),
    process('Waits', start('s2'), catchEvent('w', onSignal), c, end('e2'), chain('s2', 'w', 'c', 'e2')),
  ],
  expecting(['a', 'b', 'c'], { startFirst: ['Waits'] }),
  expecting(['a', 'b', 'c', 'c'], { startFirst: ['Waits', 'Waits'] }),
);
model(
  'events',
  'MessageToOne',
  [
    message,
    process('MessageToOne', start('s'), a, throwEvent('send', onMessage), end('e'), chain('s', 'a', 'send', 'e')),
    process('Waits', start('s2'), catchEvent('w', onMessage), c, end('e2'), chain('s2', 'w', 'c', 'e2')),
    process('Starts', start('s1', onMessage), b, end('e1'), chain('s1', 'b', 'e1')),
  ],
  ['a', 'b'],
  expecting(['a', 'c'], { startFirst: ['Waits'] }),
  expecting(['a', 'c'], { startFirst: ['Waits', 'Waits'] }),
);
model(
  'events',
  'MultipleCatch',
  [
    signal,
    message,
    process(
      'MultipleCatch',
      start('s'),
      gate('parallel', 'split'),
      throwEvent('go', onSignal),
      catchEvent('either', onSignal, onMessage),
      a,
      end('e'),
      chain('s', 'split', 'go', 'e'),
      chain('split', 'either', 'a', 'e'),
    ),
  ],
  ['a'],
);
for (const interrupting of [true, false]) {
  const name = interrupting ? 'EventSubMessageInterrupting' : 'EventSubMessage';
  model(
    'events',
    name,
    [
      message,
      process(
        name,
        start('s'),
        wait('later', 'PT5S'),
        a,
        end('e'),
        chain('s', 'later', 'a', 'e'),
        eventSub(
          'handler',
          element('startEvent', { id: 's1', isInterrupting: interrupting }, onMessage),
          b,
          end('e1'),
          chain('s1', 'b', 'e1'),
        ),
      ),
      process('Sender', start('s2'), throwEvent('send', onMessage), end('e2'), chain('s2', 'send', 'e2')),
    ],
    { process: 'Sender', startFirst: [name], delayMs: 9000, expect: { tasks: interrupting ? ['b'] : ['a', 'b'] } },
  );
}

// ------------------------------------------------------------------ compensation and transactions
const compensatedBy = (event: string, handler: string) =>
  element('association', {
    id: `${event}_by_${handler}`,
    associationDirection: 'One',
    sourceRef: event,
    targetRef: handler,
  });
const handler = (id: string, token: string) => script(id, token, { isForCompensation: 'true' });
const compensate = definition('compensate');

model(
  'compensation',
  'CompensateOne',
  [
    process(
      'CompensateOne',
      start('s'),
      a,
      b,
      boundary('ca', 'a', true, compensate),
      boundary('cb', 'b', true, compensate),
      handler('ua', 'SCRIPT_undoA'),
      handler('ub', 'SCRIPT_undoB'),
      throwEvent('undo', definition('compensate', { activityRef: 'a' })),
      end('e'),
      chain('s', 'a', 'b', 'undo', 'e'),
      compensatedBy('ca', 'ua'),
      compensatedBy('cb', 'ub'),
    ),
  ],
  ['a', 'b', 'undoA'],
);
model(
  'compensation',
  'CompensateNothingCompleted',
  [
    process(
      'CompensateNothingCompleted',
      start('s'),
      a,
      throwEvent('undo', compensate),
      b,
      boundary('cb', 'b', true, compensate),
      handler('ub', 'SCRIPT_undoB'),
      end('e'),
      chain('s', 'a', 'undo', 'b', 'e'),
      compensatedBy('cb', 'ub'),
    ),
  ],
  ['a', 'b'],
);
model(
  'compensation',
  'CompensateSubProcess',
  [
    process(
      'CompensateSubProcess',
      start('s'),
      element('subProcess', { id: 'sub' }, start('s1'), a, end('e1'), chain('s1', 'a', 'e1')),
      boundary('cs', 'sub', true, compensate),
      handler('us', 'SCRIPT_undoSub'),
      end('e', compensate),
      chain('s', 'sub', 'e'),
      compensatedBy('cs', 'us'),
    ),
  ],
  ['a', 'undoSub'],
);
model(
  'compensation',
  'CompensateByEventSubProcess',
  [
    process(
      'CompensateByEventSubProcess',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        a,
        end('e1'),
        chain('s1', 'a', 'e1'),
        eventSub('undo', start('s2', compensate), b, end('e2'), chain('s2', 'b', 'e2')),
      ),
      throwEvent('throw', definition('compensate', { activityRef: 'sub' })),
      end('e'),
      chain('s', 'sub', 'throw', 'e'),
    ),
  ],
  ['a', 'b'],
);
model(
  'compensation',
  'TransactionCancelled',
  [
    process(
      'TransactionCancelled',
      start('s'),
      element(
        'transaction',
        { id: 'tx' },
        start('s1'),
        a,
        b,
        boundary('ca', 'a', true, compensate),
        boundary('cb', 'b', true, compensate),
        handler('ua', 'SCRIPT_undoA'),
        handler('ub', 'SCRIPT_undoB'),
        end('cancel', definition('cancel')),
        chain('s1', 'a', 'b', 'cancel'),
        compensatedBy('ca', 'ua'),
        compensatedBy('cb', 'ub'),
      ),
      boundary('cancelled', 'tx', true, definition('cancel')),
      c,
      script('d', 'SCRIPT_d'),
      end('e'),
      flows('s -> tx', 'tx -> c', 'cancelled -> d', 'c -> e', 'd -> e'),
    ),
  ],
  ['a', 'b', 'undoA', 'undoB', 'd'],
);

// ------------------------------------------------------------------ ad-hoc, data, structure
const adHoc = (id: string, attributes: { [name: string]: string }, ...content: string[]) => [
  process(
    id,
    start('s'),
    element(
      'adHocSubProcess',
      { id: 'adhoc', ...attributes },
      script('x', 'SCRIPT_x'),
      script('y', 'SCRIPT_y'),
      script('z', 'SCRIPT_z'),
      flows('y -> z'),
      ...content,
    ),
    b,
    end('e'),
    chain('s', 'adhoc', 'b', 'e'),
  ),
];
model('structure', 'AdHocSequential', adHoc('AdHocSequential', { ordering: 'Sequential' }), ['x', 'y', 'z', 'b']);
model('structure', 'AdHocParallel', adHoc('AdHocParallel', {}), ['x', 'y', 'z', 'b']);
model(
  'structure',
  'PropertyReadWrite',
  [
    process(
      'PropertyReadWrite',
      element('property', { id: 'p', name: 'data' }),
      start('s'),
      script('set', 'SET_STRING_DATA'),
      script('log', 'LOG_DATA'),
      end('e'),
      chain('s', 'set', 'log', 'e'),
    ),
  ],
  expecting([], { data: ['String'] }),
);
model('structure', 'NoStartNoEnd', [process('NoStartNoEnd', a, b, flows('a -> b'))], ['a', 'b']);
model(
  'structure',
  'CallsProcess',
  [
    process(
      'CallsProcess',
      start('s'),
      element('callActivity', { id: 'call', calledElement: 'Called' }),
      b,
      end('e'),
      chain('s', 'call', 'b', 'e'),
    ),
    process('Called', start('s1'), a, wait('later', 'PT1S'), end('e1'), chain('s1', 'a', 'later', 'e1')),
  ],
  expecting(['a', 'b'], { delayMs: 2000 }),
  expecting(['a'], { completes: false }),
);
model(
  'structure',
  'DanglingFlow',
  [process('DanglingFlow', start('s'), a, end('e'), flows('s -> a', 'a -> nowhere'))],
  expecting([], { error: 'deployment' }),
);
model(
  'structure',
  'Intervals',
  [
    process(
      'Intervals',
      start('s'),
      gate('parallel', 'split'),
      script('i1', 'CREATE_TIMESTAMP_LOG_1'),
      script('i2', 'CREATE_TIMESTAMP_LOG_2'),
      gate('parallel', 'join'),
      end('e'),
      chain('s', 'split', 'i1', 'join', 'e'),
      flows('split -> i2', 'i2 -> join'),
    ),
  ],
  expecting([], { delayMs: 15000, parallel: [['interval1', 'interval2']] }),
);

// ------------------------------------------------------------------ event sub-processes and boundary events, kind by kind
/** Ten seconds of work beside a handler; `trigger` fires after two, thrown by the branch `fire` where it needs a thrower. */
const beside = (id: string, roots: string[], startOf: string, fire: string[], interrupting: boolean) => [
  ...roots,
  process(
    id,
    start('s'),
    gate('parallel', 'split'),
    script('work', 'WAIT_TEN_SECONDS'),
    a,
    wait('soon', 'PT2S'),
    ...fire,
    end('e1'),
    end('e2'),
    chain('s', 'split', 'work', 'a', 'e1'),
    chain('split', 'soon', ...fire.map((_part, i) => `fire${i}`), 'e2'),
    eventSub(
      'handler',
      element('startEvent', { id: 'hs', isInterrupting: interrupting }, startOf),
      script('b', 'SCRIPT_b'),
      end('he'),
      chain('hs', 'b', 'he'),
    ),
  ),
];
const kinds: [kind: string, roots: string[], startOf: string, fire: string[]][] = [
  ['Signal', [signal], onSignal, [throwEvent('fire0', onSignal)]],
  ['Escalation', [escalation], onEscalation, [throwEvent('fire0', onEscalation)]],
  ['Timer', [], timer('timeDuration', 'PT3S'), []],
  [
    'Conditional',
    [],
    definition('conditional', {}, expression('condition', 'integerVariable > 0')),
    [script('fire0', 'INCREMENT_INTEGER_VARIABLE')],
  ],
];
for (const [kind, roots, startOf, fire] of kinds) {
  for (const interrupting of [true, false]) {
    const name = `EventSub${kind}${interrupting ? 'Interrupts' : 'GoesOn'}`;
    model(
      'handlers',
      name,
      beside(name, roots, startOf, fire, interrupting),
      expecting(interrupting ? ['b'] : ['a', 'b'], { input: { integerVariable: 0 }, delayMs: 30000 }),
    );
  }
}

const attached = (id: string, roots: string[], onIt: string, inside: string[], interrupting: boolean) => [
  ...roots,
  process(
    id,
    start('s'),
    element(
      'subProcess',
      { id: 'sub' },
      start('s1'),
      wait('soon', 'PT2S'),
      ...inside,
      wait('later', 'PT5S'),
      a,
      end('e1'),
      chain('s1', 'soon', ...inside.map((_part, i) => `fire${i}`), 'later', 'a', 'e1'),
    ),
    boundary('on', 'sub', interrupting, onIt),
    b,
    c,
    end('e'),
    flows('s -> sub', 'sub -> c', 'on -> b', 'b -> e', 'c -> e'),
  ),
];
for (const [kind, roots, startOf, fire] of kinds) {
  for (const interrupting of [true, false]) {
    const name = `Boundary${kind}${interrupting ? 'Interrupts' : 'GoesOn'}`;
    model(
      'handlers',
      name,
      attached(name, roots, startOf, fire, interrupting),
      expecting(interrupting ? ['b'] : ['a', 'b', 'c'], { input: { integerVariable: 0 }, delayMs: 30000 }),
    );
  }
}
model(
  'handlers',
  'BoundaryOfTwoEvents',
  [
    signal,
    message,
    process(
      'BoundaryOfTwoEvents',
      start('s'),
      script('work', 'WAIT_TEN_SECONDS'),
      boundary('on', 'work', true, onSignal, onMessage),
      a,
      b,
      end('e'),
      flows('s -> work', 'work -> a', 'on -> b', 'a -> e', 'b -> e'),
    ),
    process('Sender', start('s2'), throwEvent('send', onMessage), end('e2'), chain('s2', 'send', 'e2')),
  ],
  { process: 'Sender', startFirst: ['BoundaryOfTwoEvents'], delayMs: 30000, expect: { tasks: ['b'] } },
);
model(
  'handlers',
  'BoundaryOfBothEvents',
  [
    signal,
    message,
    process(
      'BoundaryOfBothEvents',
      start('s'),
      script('work', 'WAIT_TEN_SECONDS'),
      element('boundaryEvent', { id: 'on', attachedToRef: 'work', parallelMultiple: true }, onSignal, onMessage),
      a,
      b,
      end('e'),
      flows('s -> work', 'work -> a', 'on -> b', 'a -> e', 'b -> e'),
    ),
    process('One', start('s2'), throwEvent('send', onMessage), end('e2'), chain('s2', 'send', 'e2')),
    process(
      'Both',
      start('s3'),
      throwEvent('m', onMessage),
      throwEvent('g', onSignal),
      end('e3'),
      chain('s3', 'm', 'g', 'e3'),
    ),
  ],
  { process: 'One', startFirst: ['BoundaryOfBothEvents'], delayMs: 30000, expect: { tasks: ['a'] } },
  { process: 'Both', startFirst: ['BoundaryOfBothEvents'], delayMs: 30000, expect: { tasks: ['b'] } },
);
model(
  'handlers',
  'ErrorEventSubProcessRethrows',
  [
    error,
    otherError,
    process(
      'ErrorEventSubProcessRethrows',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        script('t', 'THROW_ERROR'),
        end('e1'),
        chain('s1', 't', 'e1'),
        eventSub(
          'handler',
          start('hs', onError),
          b,
          end('he', definition('error', { errorRef: 'other' })),
          chain('hs', 'b', 'he'),
        ),
      ),
      boundary('on', 'sub', true, definition('error', { errorRef: 'other' })),
      c,
      end('e'),
      flows('s -> sub', 'sub -> e', 'on -> c', 'c -> e'),
    ),
  ],
  ['b', 'c'],
);
model(
  'handlers',
  'EscalationEndEventOfSubProcess',
  [
    escalation,
    process(
      'EscalationEndEventOfSubProcess',
      start('s'),
      element('subProcess', { id: 'sub' }, start('s1'), a, end('e1', onEscalation), chain('s1', 'a', 'e1')),
      boundary('any', 'sub', true, definition('escalation')),
      b,
      c,
      end('e'),
      flows('s -> sub', 'sub -> b', 'any -> c', 'b -> e', 'c -> e'),
    ),
  ],
  ['a', 'c'],
);

// ------------------------------------------------------------------ several starts, throws and ends
model(
  'starts',
  'MessageStart',
  [
    message,
    process('MessageStart', start('s', onMessage), a, end('e'), chain('s', 'a', 'e')),
    process(
      'Sender',
      start('s1'),
      element('sendTask', { id: 'send', messageRef: 'msg' }),
      end('e1', onMessage),
      chain('s1', 'send', 'e1'),
    ),
  ],
  { process: 'Sender', expect: { tasks: ['a', 'a'], completes: true } },
);
model(
  'starts',
  'ReceiveTaskStart',
  [
    message,
    process(
      'ReceiveTaskStart',
      element('receiveTask', { id: 'r', messageRef: 'msg', instantiate: true }),
      a,
      end('e'),
      chain('r', 'a', 'e'),
    ),
    process('Sender', start('s1'), end('e1', onMessage), chain('s1', 'e1')),
  ],
  { process: 'Sender', expect: { tasks: ['a'], completes: true } },
);
model(
  'starts',
  'TwoWaysToStart',
  [
    signal,
    process(
      'TwoWaysToStart',
      start('s1'),
      start('s2', onSignal),
      a,
      b,
      end('e'),
      flows('s1 -> a', 's2 -> b', 'a -> e', 'b -> e'),
    ),
    process('Sender', start('s3'), end('e3', onSignal), chain('s3', 'e3')),
  ],
  ['a'],
  { process: 'Sender', expect: { tasks: ['b'], completes: true } },
);
model(
  'starts',
  'TimerCycleStart',
  [process('TimerCycleStart', start('s', timer('timeCycle', 'R3/PT5S')), a, end('e'), chain('s', 'a', 'e'))],
  { delayMs: 60000, expect: { tasks: ['a', 'a', 'a'] } },
  { delayMs: 12000, expect: { tasks: ['a', 'a'] } },
);
model(
  'starts',
  'ThrowsTwo',
  [
    signal,
    element('signal', { id: 'sig2', name: 'Stop' }),
    process(
      'ThrowsTwo',
      start('s'),
      throwEvent('both', onSignal, definition('signal', { signalRef: 'sig2' })),
      end('e'),
      chain('s', 'both', 'e'),
    ),
    process('One', start('s1', onSignal), a, end('e1'), chain('s1', 'a', 'e1')),
    process('Two', start('s2', definition('signal', { signalRef: 'sig2' })), b, end('e2'), chain('s2', 'b', 'e2')),
  ],
  ['a', 'b'],
);
model(
  'starts',
  'TerminateRace',
  [
    process(
      'TerminateRace',
      start('s'),
      gate('parallel', 'split'),
      a,
      wait('later', 'PT1S'),
      b,
      wait('never', 'PT9S'),
      c,
      end('stop', definition('terminate')),
      end('e'),
      chain('s', 'split', 'a', 'later', 'b', 'stop'),
      chain('split', 'never', 'c', 'e'),
    ),
  ],
  expecting(['a', 'b'], { delayMs: 30000 }),
);

// ------------------------------------------------------------------ compensation in depth
model(
  'compensation',
  'CompensateNested',
  [
    process(
      'CompensateNested',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        a,
        boundary('ca', 'a', true, compensate),
        handler('ua', 'SCRIPT_undoA'),
        b,
        boundary('cb', 'b', true, compensate),
        handler('ub', 'SCRIPT_undoB'),
        end('e1'),
        chain('s1', 'a', 'b', 'e1'),
        compensatedBy('ca', 'ua'),
        compensatedBy('cb', 'ub'),
      ),
      throwEvent('undo', compensate),
      c,
      end('e'),
      chain('s', 'sub', 'undo', 'c', 'e'),
    ),
  ],
  ['a', 'b', 'undoA', 'undoB', 'c'],
);
model(
  'compensation',
  'CompensateOnError',
  [
    error,
    process(
      'CompensateOnError',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        start('s1'),
        a,
        boundary('ca', 'a', true, compensate),
        handler('ua', 'SCRIPT_undoA'),
        end('e1', onError),
        chain('s1', 'a', 'e1'),
        compensatedBy('ca', 'ua'),
        eventSub(
          'onError',
          start('hs', onError),
          throwEvent('undo', compensate),
          b,
          end('he'),
          chain('hs', 'undo', 'b', 'he'),
        ),
      ),
      c,
      end('e'),
      chain('s', 'sub', 'c', 'e'),
    ),
  ],
  ['a', 'undoA', 'b', 'c'],
);
model(
  'compensation',
  'CompensateEachInstance',
  [
    process(
      'CompensateEachInstance',
      start('s'),
      script('a', 'SCRIPT_a', {}, several({}, three)),
      boundary('ca', 'a', true, compensate),
      handler('ua', 'SCRIPT_undoA'),
      end('e', compensate),
      chain('s', 'a', 'e'),
      compensatedBy('ca', 'ua'),
    ),
  ],
  ['a', 'a', 'a', 'undoA', 'undoA', 'undoA'],
);
model(
  'compensation',
  'TransactionHazard',
  [
    error,
    process(
      'TransactionHazard',
      start('s'),
      element(
        'transaction',
        { id: 'tx' },
        start('s1'),
        a,
        boundary('ca', 'a', true, compensate),
        handler('ua', 'SCRIPT_undoA'),
        end('hazard', onError),
        chain('s1', 'a', 'hazard'),
        compensatedBy('ca', 'ua'),
      ),
      boundary('caught', 'tx', true, onError),
      c,
      b,
      end('e'),
      flows('s -> tx', 'tx -> b', 'caught -> c', 'b -> e', 'c -> e'),
    ),
  ],
  ['a', 'c'],
);

// ------------------------------------------------------------------ loops around everything
model(
  'loops',
  'LoopedSubProcessWithBoundary',
  [
    error,
    process(
      'LoopedSubProcessWithBoundary',
      start('s'),
      element(
        'subProcess',
        { id: 'sub' },
        several({ isSequential: 'true' }, three),
        start('s1'),
        script('inc', 'INCREMENT_INTEGER_VARIABLE_AND_LOG'),
        gate('exclusive', 'x', { default: 'x_to_e1' }),
        end('e1'),
        end('bad', onError),
        chain('s1', 'inc', 'x'),
        flows('x -> bad if integerVariable = 2', 'x -> e1'),
      ),
      boundary('caught', 'sub', true, onError),
      a,
      b,
      end('e'),
      flows('s -> sub', 'sub -> a', 'caught -> b', 'a -> e', 'b -> e'),
    ),
  ],
  expecting(['increment', 'increment', 'b'], { input: { integerVariable: 0 } }),
  expecting(['increment', 'increment', 'increment', 'a'], { input: { integerVariable: 5 } }),
);
model(
  'loops',
  'CallActivityPerInstance',
  [
    process(
      'CallActivityPerInstance',
      start('s'),
      element('callActivity', { id: 'call', calledElement: 'Called' }, several({}, three)),
      b,
      end('e'),
      chain('s', 'call', 'b', 'e'),
    ),
    process('Called', start('s1'), a, end('e1'), chain('s1', 'a', 'e1')),
  ],
  ['a', 'a', 'a', 'b'],
);
model(
  'structure',
  'AdHocUntil',
  [
    process(
      'AdHocUntil',
      start('s'),
      element(
        'adHocSubProcess',
        { id: 'adhoc', ordering: 'Sequential' },
        script('inc', 'INCREMENT_INTEGER_VARIABLE_AND_LOG'),
        script('y', 'SCRIPT_y'),
        expression('completionCondition', 'integerVariable >= 1'),
      ),
      b,
      end('e'),
      chain('s', 'adhoc', 'b', 'e'),
    ),
  ],
  expecting(['increment', 'b'], { input: { integerVariable: 0 } }),
);
model(
  'gateways',
  'ConditionalFlowsOfActivity',
  [
    process(
      'ConditionalFlowsOfActivity',
      start('s'),
      script('a', 'SCRIPT_a', { default: 'a_to_d' }),
      b,
      c,
      script('d', 'SCRIPT_d'),
      script('always', 'SCRIPT_always'),
      end('e'),
      flows(
        's -> a',
        'a -> b if contains(test, "b")',
        'a -> c if contains(test, "c")',
        'a -> d',
        'a -> always',
        'b -> e',
        'c -> e',
        'd -> e',
        'always -> e',
      ),
    ),
  ],
  expecting(['a', 'b', 'c', 'always'], { input: { test: 'bc' } }),
  expecting(['a', 'b', 'always'], { input: { test: 'b' } }),
  expecting(['a', 'd', 'always'], { input: { test: 'x' } }),
);
model(
  'gateways',
  'InclusiveJoinInCycle',
  [
    process(
      'InclusiveJoinInCycle',
      start('s'),
      gate('exclusive', 'again'),
      gate('inclusive', 'split'),
      a,
      script('inc', 'INCREMENT_INTEGER_VARIABLE'),
      gate('inclusive', 'join'),
      gate('exclusive', 'done', { default: 'done_to_again' }),
      end('e'),
      flows(
        's -> again',
        'again -> split',
        'split -> a if true',
        'split -> inc if true',
        'a -> join',
        'inc -> join',
        'join -> done',
        'done -> e if integerVariable >= 3',
        'done -> again',
      ),
    ),
  ],
  expecting(['a', 'a', 'a'], { input: { integerVariable: 0 } }),
);
model(
  'gateways',
  'EventBasedConditional',
  [
    process(
      'EventBasedConditional',
      start('s'),
      gate('parallel', 'split'),
      gate('eventBased', 'choose'),
      catchEvent('when', definition('conditional', {}, expression('condition', 'integerVariable > 0'))),
      wait('late', 'PT9S'),
      wait('soon', 'PT2S'),
      script('inc', 'INCREMENT_INTEGER_VARIABLE'),
      a,
      b,
      end('e'),
      chain('s', 'split', 'choose', 'when', 'a', 'e'),
      flows('choose -> late', 'late -> b', 'b -> e'),
      chain('split', 'soon', 'inc', 'e'),
    ),
  ],
  expecting(['a'], { input: { integerVariable: 0 }, delayMs: 20000 }),
);

/** The models as the files of a kit: what `npm run conformance -- bpmn DIR` reads. */
export function ownKit(): { cases: BpmnCase[]; files: { [path: string]: string } } {
  const files = Object.fromEntries(models.map(({ group, name, xml }) => [`${group}/${name}.bpmn`, xml]));
  const cases = models.flatMap(({ group, name, cases: own }) =>
    own.map((one, i) => ({
      id: `${name}/${i + 1}`,
      file: `${group}/${name}.bpmn`,
      group,
      process: name,
      expect: { tasks: [] },
      ...one,
    })),
  );
  return { cases, files };
}
