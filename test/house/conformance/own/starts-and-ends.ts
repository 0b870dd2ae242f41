import { chain, definition, element, end, flows, process, start, timer } from '../model.ts';
import { a, b, c, expecting, message, model, onMessage, onSignal, signal, throwEvent, wait } from './vocabulary.ts';
import { gate } from './gateways.ts';

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
