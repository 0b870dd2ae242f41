import { boundary, chain, definition, element, end, expression, flows, process, script, start } from '../model.ts';
import { a, b, c, catchEvent, error, expecting, model, onError, wait } from './vocabulary.ts';
import { gate } from './gateways.ts';
import { several, three } from './loops.ts';

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
