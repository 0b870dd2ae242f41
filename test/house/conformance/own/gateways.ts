import { chain, definition, element, end, expression, flows, process, script, start } from '../model.ts';
import { a, b, c, catchEvent, expecting, message, model, onMessage, throwEvent, wait } from './vocabulary.ts';

export const gate = (type: string, id: string, attributes: { [name: string]: string } = {}, ...content: string[]) =>
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
