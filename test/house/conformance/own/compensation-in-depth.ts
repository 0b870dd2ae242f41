import { boundary, chain, element, end, flows, process, script, start } from '../model.ts';
import { a, b, c, error, eventSub, model, onError, throwEvent } from './vocabulary.ts';
import { compensate, compensatedBy, handler } from './compensation.ts';
import { several, three } from './loops.ts';

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
