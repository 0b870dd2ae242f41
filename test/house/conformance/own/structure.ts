import { chain, element, end, flows, process, script, start } from '../model.ts';
import { a, b, expecting, model, wait } from './vocabulary.ts';
import { gate } from './gateways.ts';

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
