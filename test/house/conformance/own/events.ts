import {
  boundary,
  chain,
  definition,
  element,
  end,
  expression,
  flows,
  process,
  script,
  start,
  timer,
} from '../model.ts';
import {
  a,
  b,
  c,
  catchEvent,
  error,
  escalation,
  eventSub,
  expecting,
  message,
  model,
  onError,
  onEscalation,
  onMessage,
  onSignal,
  otherError,
  signal,
  throwEvent,
  wait,
} from './vocabulary.ts';
import { gate } from './gateways.ts';

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
