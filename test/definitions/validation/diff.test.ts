import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { validate } from '../../../definitions/schema/generated/validate.js';
import { semanticDiff } from '../../../definitions/validation/index.ts';
import { changedDefinition, type Fixture, minimalDefinition } from './fixture.ts';

const root = resolve(import.meta.dirname, '../../..');
const shipped = globSync('definitions/procedures/*/definition.json', { cwd: root }).sort();

const before = (extra: Partial<Fixture> = {}): ProcessDefinition =>
  changedDefinition({ issues: [], ...extra }) as ProcessDefinition;

interface Row {
  name: string;
  old?: Partial<Fixture>;
  next: Partial<Fixture>;
  ru: string[];
  en?: string[];
}

const outcomes = [
  { key: 'yes', title: { ru: 'Удовлетворить' } },
  { key: 'no', title: { ru: 'Отказать' } },
];
const form = { schema: { type: 'object', properties: { reason: { type: 'string', title: 'Причина' } } } };

const rows: Row[] = [
  {
    name: 'a shorter term',
    next: { set: { '/elements/1/deadlines/0/term/amount': 3 } },
    ru: ['шаг 1 «Рассмотреть»: срок 5 → 3 рабочих дня'],
    en: ['step 1 "Рассмотреть": term 5 → 3 working days'],
  },
  {
    name: 'another unit',
    next: { set: { '/elements/1/deadlines/0/term': { amount: 1, unit: 'months' } } },
    ru: ['шаг 1 «Рассмотреть»: срок 5 рабочих дней → 1 месяц'],
    en: ['step 1 "Рассмотреть": term 5 working days → 1 month'],
  },
  {
    name: 'a term that is now computed',
    next: { set: { '/elements/1/deadlines/0/term/amount': { feel: 'parameters.days' } } },
    ru: ['шаг 1 «Рассмотреть»: срок 5 рабочих дней → `parameters.days` (рабочие дни)'],
  },
  {
    name: 'a new title of the procedure',
    next: { set: { '/title/ru': 'Новый образец' } },
    ru: ['процедура: название: «Образец» → «Новый образец»'],
    en: ['procedure: title: "Образец" → "Новый образец"'],
  },
  {
    name: 'other candidate groups',
    next: { set: { '/elements/1/assignment/candidateGroups': ['experts', 'lawyers'] } },
    ru: ['шаг 1 «Рассмотреть», исполнители: группы кандидатов: − «officials», + «experts», + «lawyers»'],
  },
  {
    name: 'a step that is added, with its flows',
    next: {
      elements: [{ type: 'manualTask', id: 'sign', title: { ru: 'Подписать' } }],
      flows: [{ id: 'f3', from: 'sign', to: 'end' }],
      set: { '/flows/1/to': 'sign' },
    },
    ru: [
      'шаг 2 «Подписать»: добавлено',
      'переход «Рассмотреть» → «Подписать»: раньше: переход «Рассмотреть» → «Готово»',
      'переход «Подписать» → «Готово»: добавлен',
    ],
  },
  {
    name: 'a step that is gone',
    next: { remove: ['/elements/1', '/flows/1'], set: { '/flows/0/to': 'end' } },
    ru: [
      'шаг 1 «Рассмотреть»: убрано',
      'переход «Рассмотреть» → «Готово»: убран',
      'переход «Поступило» → «Готово»: раньше: переход «Поступило» → «Рассмотреть»',
    ],
  },
  {
    name: 'an element of another type',
    next: { set: { '/elements/2/type': 'intermediateThrowEvent' } },
    ru: ['событие «Готово»: вид: Конец → Промежуточное событие'],
  },
  {
    name: 'outcomes that come, go and need a reason',
    old: { set: { '/elements/1/outcomes': outcomes } },
    next: {
      set: {
        '/elements/1/outcomes': [
          { ...outcomes[1], requiresReason: true },
          { key: 'back', title: { ru: 'Вернуть' } },
        ],
      },
    },
    ru: [
      'шаг 1 «Рассмотреть»: исход «Удовлетворить» убрано',
      'шаг 1 «Рассмотреть», исход «Отказать»: нужна причина: нет → да',
      'шаг 1 «Рассмотреть»: исход «Вернуть» добавлено',
    ],
  },
  {
    name: 'fields of a form',
    old: { set: { '/elements/1/form': form } },
    next: {
      set: {
        '/elements/1/form': {
          schema: {
            type: 'object',
            properties: { reason: { type: 'string', title: 'Причина', maxLength: 100 }, date: { format: 'date' } },
            required: ['date'],
          },
        },
      },
    },
    ru: [
      'шаг 1 «Рассмотреть», форма: схема данных, поле «Причина» изменено',
      'шаг 1 «Рассмотреть», форма: схема данных, поле «date» добавлено, обязательное',
    ],
  },
  {
    name: 'a status with its place in the common vocabulary',
    old: { set: { '/statuses': [{ code: 'new', title: { ru: 'Новое' }, canonical: 'RECEIVED' }] } },
    next: { set: { '/statuses': [{ code: 'new', title: { ru: 'Новое' }, canonical: 'IN_PROGRESS' }] } },
    ru: ['процедура, статус «Новое»: общий статус: Получено → В работе'],
  },
  {
    name: 'a basis that is added',
    next: { set: { '/elements/1/basis': 'Статья 5' } },
    ru: ['шаг 1 «Рассмотреть»: правовое основание: нет → «Статья 5»'],
  },
  {
    name: 'a parameter',
    old: { set: { '/parameters': [{ name: 'days', title: { ru: 'Срок ответа' }, value: 30 }] } },
    next: { set: { '/parameters': [{ name: 'days', title: { ru: 'Срок ответа' }, value: 15 }] } },
    ru: ['процедура, настройка «Срок ответа»: значение: 30 → 15'],
  },
  {
    name: 'what a term runs from',
    next: { set: { '/elements/1/deadlines/0/from': { event: 'registered' } } },
    ru: ['шаг 1 «Рассмотреть»: от чего течёт: нет → зарегистрировано'],
  },
  {
    name: 'one of two deadlines, told by its title',
    old: { set: { '/elements/1/deadlines/1': { ...deadline('second', 10), title: { ru: 'Второй срок' } } } },
    next: { set: { '/elements/1/deadlines/1': { ...deadline('second', 7), title: { ru: 'Второй срок' } } } },
    ru: ['шаг 1 «Рассмотреть», срок «Второй срок»: срок 10 → 7 рабочих дней'],
  },
  {
    name: 'the order of elements',
    next: { set: { '/elements/0': minimal(2), '/elements/2': minimal(0) } },
    ru: ['процедура: порядок элементов изменён'],
  },
];

function deadline(id: string, amount: number): { [property: string]: unknown } {
  const [first] = (minimal(1) as { deadlines: { [property: string]: unknown }[] }).deadlines;
  return { ...first, id, term: { amount, unit: 'workingDays' } };
}

function minimal(index: number): unknown {
  return (minimalDefinition()['elements'] as unknown[])[index];
}

describe('the difference between two versions, in words', () => {
  test.each(rows)('$name', ({ old, next, ru, en }) => {
    const lines = semanticDiff(before(old), before(next));
    expect(lines.map(({ words }) => words.ru)).toEqual(ru);
    if (en !== undefined) expect(lines.map(({ words }) => words.en)).toEqual(en);
  });

  test('a line points to the change and names the element', () => {
    const [line] = semanticDiff(before(), before({ set: { '/elements/1/deadlines/0/term/amount': 3 } }));
    expect(line).toMatchObject({ kind: 'changed', pointer: '/elements/1/deadlines/0/term', elementId: 'review' });
  });

  test('nothing differs between a definition and itself, whatever the order of its keys', () => {
    for (const file of shipped) {
      const definition = JSON.parse(readFileSync(resolve(root, file), 'utf8')) as ProcessDefinition;
      expect(semanticDiff(definition, reversedKeys(definition) as ProcessDefinition)).toEqual([]);
    }
  });

  test('every change that keeps the shape is told, in both directions', () => {
    const texts = shipped.map((file) => readFileSync(resolve(root, file), 'utf8'));
    let told = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.constantFrom('remove', 'text', 'number', 'flip', 'swap'),
        (text, place, how) => {
          const old = JSON.parse(text) as ProcessDefinition;
          const next = JSON.parse(text) as ProcessDefinition;
          if (!mutate(next, place, how) || !validate(next) || canonical(next) === canonical(old)) return;
          told += 1;
          expect(semanticDiff(old, next), `${how} ${place}`).not.toEqual([]);
          expect(semanticDiff(next, old), `${how} ${place}`).not.toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
    expect(told).toBeGreaterThan(60);
  }, 30_000);
});

function mutate(document: unknown, place: number, how: string): boolean {
  const places: { holder: { [key: string]: unknown }; key: string }[] = [];
  const visit = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as { [key: string]: unknown }, key });
      visit((holder as { [key: string]: unknown })[key]);
    }
  };
  visit(document);
  const { holder, key } = places[place % places.length] ?? { holder: {}, key: '' };
  const value = holder[key];
  if (how === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (how === 'swap') {
    if (!Array.isArray(value) || value.length < 2) return false;
    value.reverse();
  } else if (how === 'text') {
    if (typeof value !== 'string') return false;
    holder[key] = `${value}x`;
  } else if (how === 'number') {
    if (typeof value !== 'number') return false;
    holder[key] = value + 1;
  } else {
    if (typeof value !== 'boolean') return false;
    holder[key] = !value;
  }
  return true;
}

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
