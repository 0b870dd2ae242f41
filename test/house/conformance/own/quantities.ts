import { chain, end, process, script, start } from '../model.ts';
import { expecting, model } from './vocabulary.ts';

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
