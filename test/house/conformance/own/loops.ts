import { boundary, chain, definition, element, end, expression, process, script, start } from '../model.ts';
import { b, c, expecting, model, onSignal, signal } from './vocabulary.ts';

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

export const several = (attributes: { [name: string]: string }, ...content: string[]) =>
  element('multiInstanceLoopCharacteristics', attributes, ...content);
export const three = expression('loopCardinality', '3');

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
