import { boundary, chain, definition, element, end, flows, process, script, start } from '../model.ts';
import { a, b, c, eventSub, model, throwEvent } from './vocabulary.ts';

export const compensatedBy = (event: string, handler: string) =>
  element('association', {
    id: `${event}_by_${handler}`,
    associationDirection: 'One',
    sourceRef: event,
    targetRef: handler,
  });
export const handler = (id: string, token: string) => script(id, token, { isForCompensation: 'true' });
export const compensate = definition('compensate');

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
