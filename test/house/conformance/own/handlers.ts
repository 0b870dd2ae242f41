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
