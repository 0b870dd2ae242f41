import {
  type EngineEvent,
  type EventOf,
  type Programme,
  type State,
  compile,
  defaultLimits,
  start,
  transition,
} from '../../definitions/engine/index.ts';
import type { Element, ProcessDefinition, SequenceFlow } from '../../definitions/schema/definition.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';

/**
 * Speed of the engine alone on one core: a procedure of 30 elements played from start to end over and over. Prints
 * transitions per second, microseconds per transition, and the size of the state, also for a definition ten times as
 * large and for a case with a long history.
 */
const at = '2026-03-02T09:00:00.000Z';

/** Ten steps, each a user task, a choice on what was filled in, and a script; with a deadline on every other task. */
export function procedure(padding = 0): ProcessDefinition {
  const elements: Element[] = [{ type: 'startEvent', id: 'start', title: { ru: 'Начало' } }];
  const flows: SequenceFlow[] = [];
  const flow = (from: string, to: string, more: Partial<SequenceFlow> = {}): void => {
    flows.push({ id: `f${flows.length}`, from, to, ...more });
  };
  let before = 'start';
  for (let n = 1; n <= 9; n++) {
    elements.push(
      {
        type: 'userTask',
        id: `task${n}`,
        title: { ru: `Шаг ${n}` },
        assignment: { candidateGroups: ['clerks'] },
        outcomes: [
          { key: 'ok', title: { ru: 'Да' } },
          { key: 'no', title: { ru: 'Нет' } },
        ],
      },
      { type: 'exclusiveGateway', id: `choice${n}`, title: { ru: 'Выбор' } },
      {
        type: 'scriptTask',
        id: `note${n}`,
        title: { ru: 'Отметка' },
        assignments: [{ to: 'steps', value: 'steps + 1' }],
      },
    );
    flow(before, `task${n}`);
    flow(`task${n}`, `choice${n}`);
    flow(`choice${n}`, `note${n}`, { condition: 'outcome = "ok" and amount > 100' });
    flow(`choice${n}`, 'end', { default: true });
    before = `note${n}`;
  }
  elements.push(
    { type: 'endEvent', id: 'end', title: { ru: 'Конец' } },
    { type: 'endEvent', id: 'done', title: { ru: 'Готово' } },
  );
  flow(before, 'done');
  for (let n = 0; n < padding; n++)
    elements.push({ type: 'manualTask', id: `unused${n}`, title: { ru: 'Не используется' }, parent: 'nowhere' });
  return { language: 1, key: 'bench', title: { ru: 'Замер' }, elements, flows };
}

export function programmeOf(definition: ProcessDefinition): Programme {
  return compile({ definition, decisions: {}, calendars: shippedCalendars, limits: defaultLimits, bindings: {} });
}

export function begin(programme: Programme): State {
  const event: EventOf<'instance.start'> = {
    id: 'start',
    type: 'instance.start',
    at,
    actor: { kind: 'applicant', id: 'a-1' },
    data: { instanceId: 'i-1', input: { amount: 250, steps: 0, applicant: { name: 'Анна', inn: '500100732259' } } },
  };
  return start(programme, event).state;
}

export function step(programme: Programme, state: State, n: number): State {
  const [userTask] = Object.values(state.userTasks);
  const event: EngineEvent = {
    id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`,
    type: 'userTask.complete',
    at,
    actor: { kind: 'person', id: `clerk-${n % 7}` },
    data: { userTaskId: userTask?.id ?? '', outcome: 'ok' },
  };
  return transition(programme, state, event).state;
}

/** Transitions per second over about `seconds`. */
export function measure(programme: Programme, seconds: number): number {
  const until = performance.now() + seconds * 1_000;
  const began = performance.now();
  let transitions = 0;
  while (performance.now() < until) {
    let state = begin(programme);
    for (let n = 1; state.status === 'running'; n++) {
      state = step(programme, state, n);
      transitions++;
    }
    transitions++;
  }
  return transitions / ((performance.now() - began) / 1_000);
}

if (import.meta.main) {
  const small = programmeOf(procedure());
  const large = programmeOf(procedure(300));
  measure(small, 1);
  measure(large, 0.5);
  const rates = [small, large, small, large].map((programme) => measure(programme, 1.5));
  const line = (name: string, rate: number): void =>
    console.log(
      `${name.padEnd(46)} ${Math.round(rate).toLocaleString('en')} transitions/s, ${(1e6 / rate).toFixed(1)} µs each`,
    );
  line(`30 elements (${small.definition.elements.length})`, Math.max(rates[0] ?? 0, rates[2] ?? 0));
  line(`the same among ${large.definition.elements.length} elements`, Math.max(rates[1] ?? 0, rates[3] ?? 0));
  let state = begin(small);
  for (let n = 1; n <= 5; n++) state = step(small, state, n);
  console.log(`state after 6 transitions, one user task open:  ${JSON.stringify(state).length} bytes`);
}
