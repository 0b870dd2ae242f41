import type { Element, JsonSchema, ProcessDefinition, SequenceFlow, Term, Text } from '../../schema/definition.ts';
import { partLabels } from '../../schema/generated/labels.ts';
import { type Shape, shapes } from '../../schema/generated/shapes.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import { pointer } from '../pointer.ts';
import { fieldChanges } from './data-schema-diff.ts';
import type { DiffLine } from './diff-line.ts';
import { itemName, type Places, placesOf } from './places.ts';
import { sameJson } from './same-json.ts';
import { termChange, valueWords } from './values.ts';

type Members = { [property: string]: unknown };
type Keys = readonly (string | number)[];

/** Where a comparison stands: what it is called so far, and in which element. */
interface Spot {
  keys: Keys;
  place: BothLanguages;
  elementId?: string;
  /** Of the earlier version, for what was removed. */
  oldKeys: Keys;
}

/** What tells one item of a list from another. Lists of other things are compared by position. */
const identities: { readonly [shape: string]: string } = {
  Parameter: 'name',
  DocumentRule: 'key',
  StatusRule: 'code',
  MessageDeclaration: 'name',
  Declaration: 'name',
  ErrorDeclaration: 'code',
  Deadline: 'id',
  Outcome: 'key',
  ApprovalStage: 'id',
  Mapping: 'to',
};

/** Shapes whose value is read as one thing. */
const atoms: ReadonlySet<string> = new Set([
  'Text',
  'Feel',
  'FeelValue',
  'IsoValue',
  'TermUnit',
  'FileFormat',
  'CanonicalStatus',
]);

/**
 * What differs between two versions of a definition, in words: «шаг 4 «Экспертиза»: срок 5 → 3 рабочих дня». Both have
 * the right shape. No lines: both say the same.
 */
export function semanticDiff(before: ProcessDefinition, after: ProcessDefinition): DiffLine[] {
  return new Comparison(before, after).lines();
}

class Comparison {
  readonly #before: ProcessDefinition;
  readonly #after: ProcessDefinition;
  readonly #oldPlaces: Places;
  readonly #places: Places;
  readonly #lines: DiffLine[] = [];

  constructor(before: ProcessDefinition, after: ProcessDefinition) {
    this.#before = before;
    this.#after = after;
    this.#oldPlaces = placesOf(before);
    this.#places = placesOf(after);
  }

  lines(): DiffLine[] {
    const { elements: oldElements, flows: oldFlows, ...oldRest } = this.#before;
    const { elements, flows, ...rest } = this.#after;
    const procedure: Spot = { keys: [], oldKeys: [], place: words('процедура', 'procedure') };
    this.#members('ProcessDefinition', oldRest, rest, procedure);
    this.#elements(oldElements, elements);
    this.#flows(oldFlows, flows);
    return this.#lines;
  }

  #elements(before: readonly Element[], after: readonly Element[]): void {
    this.#matched(before, after, ({ id }) => id, {
      removed: (element, index) =>
        this.#tell(
          'removed',
          { keys: ['elements', index], oldKeys: [], place: this.#oldPlaces.element(element), elementId: element.id },
          words('убрано', 'removed'),
        ),
      added: (element, index) => this.#tell('added', this.#spotOf(element, index, index), words('добавлено', 'added')),
      both: (old, next, oldIndex, index) => {
        const spot = this.#spotOf(next, index, oldIndex);
        const shape = shapes['Element']?.types?.[next.type] ?? '';
        if (old.type !== next.type) {
          const oldShape = shapes['Element']?.types?.[old.type] ?? '';
          const [from, to] = [partLabels[oldShape]?.title, partLabels[shape]?.title];
          this.#tell(
            'changed',
            spot,
            words(`вид: ${from?.[0]} → ${to?.[0]}`, `type: ${from?.[1]} → ${to?.[1]}`),
            'type',
          );
        }
        const { type: _oldType, ...oldMembers } = old;
        const { type: _type, ...members } = next;
        this.#members(shape, oldMembers, members, spot);
      },
      moved: () =>
        this.#tell(
          'moved',
          { keys: ['elements'], oldKeys: [], place: words('процедура', 'procedure') },
          words('порядок элементов изменён', 'the order of elements changed'),
        ),
    });
  }

  #flows(before: readonly SequenceFlow[], after: readonly SequenceFlow[]): void {
    const spotOf = (flow: SequenceFlow, places: Places, keys: Keys, oldKeys: Keys): Spot => ({
      keys,
      oldKeys,
      place: places.flow(flow),
    });
    this.#matched(before, after, ({ id }) => id, {
      removed: (flow, index) =>
        this.#tell('removed', spotOf(flow, this.#oldPlaces, ['flows', index], []), words('убран', 'removed')),
      added: (flow, index) =>
        this.#tell('added', spotOf(flow, this.#places, ['flows', index], []), words('добавлен', 'added')),
      both: (old, next, oldIndex, index) => {
        const spot = spotOf(next, this.#places, ['flows', index], ['flows', oldIndex]);
        if (old.from !== next.from || old.to !== next.to) {
          const was = this.#oldPlaces.flow(old);
          this.#tell('changed', spot, words(`раньше: ${was.ru}`, `before: ${was.en}`));
        }
        const { from: _oldFrom, to: _oldTo, ...oldMembers } = old;
        const { from: _from, to: _to, ...members } = next;
        this.#members('SequenceFlow', oldMembers, members, spot);
      },
      moved: () =>
        this.#tell(
          'moved',
          { keys: ['flows'], oldKeys: [], place: words('процедура', 'procedure') },
          words('порядок переходов изменён', 'the order of flows changed'),
        ),
    });
  }

  #spotOf(element: Element, index: number, oldIndex: number): Spot {
    return {
      keys: ['elements', index],
      oldKeys: ['elements', oldIndex],
      place: this.#places.element(element),
      elementId: element.id,
    };
  }

  /** Property by property, in the order the language lists them. */
  #members(shape: string, before: Members, after: Members, spot: Spot): void {
    const known = Object.keys(partLabels[shape]?.properties ?? {});
    const names = new Set([...known, ...Object.keys(before), ...Object.keys(after)]);
    for (const name of names) {
      const [old, next] = [before[name], after[name]];
      if (sameJson(old, next)) continue;
      const target = shapes[shape]?.members?.[name];
      if (target?.list === true)
        this.#list(target.shape, name, (old ?? []) as unknown[], (next ?? []) as unknown[], spot);
      else
        this.#value(
          target?.shape,
          `${shape}.${name}`,
          this.#label(shape, name),
          old,
          next,
          deeper(spot, name, spot.place),
        );
    }
  }

  #label(shape: string, name: string): BothLanguages {
    const [ru = name, en = name] = partLabels[shape]?.properties[name] ?? [];
    return words(lower(ru), lower(en));
  }

  #value(
    given: string | undefined,
    place: string,
    label: BothLanguages,
    before: unknown,
    after: unknown,
    spot: Spot,
  ): void {
    const shape = variantOf(given, after ?? before);
    const bothObjects = isMembers(before) && isMembers(after) && variantOf(given, before) === shape;
    if (shape === 'Term' && isMembers(before) && isMembers(after)) {
      const change = termChange(before as unknown as Term, after as unknown as Term);
      this.#tell('changed', spot, words(`${label.ru} ${change.ru}`, `${label.en} ${change.en}`));
    } else if (shape === 'JsonSchema' && bothObjects) {
      for (const { kind, pointer: inside, words: said } of fieldChanges(before as JsonSchema, after as JsonSchema)) {
        this.#lines.push({
          ...this.#line(kind, spot, words(`${label.ru}, ${said.ru}`, `${label.en}, ${said.en}`)),
          pointer: pointer(...spot.keys) + inside,
        });
      }
    } else if (bothObjects && shape !== undefined && !atoms.has(shape)) {
      this.#members(shape, before, after, {
        ...spot,
        place: words(`${spot.place.ru}, ${label.ru}`, `${spot.place.en}, ${label.en}`),
      });
    } else if (isWordList(before) || isWordList(after)) {
      this.#wordList(shape, place, label, (before ?? []) as unknown[], (after ?? []) as unknown[], spot);
    } else {
      const [old, next] = [valueWords(before, variantOf(given, before), place), valueWords(after, shape, place)];
      const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      this.#tell(kind, spot, words(`${label.ru}: ${old.ru} → ${next.ru}`, `${label.en}: ${old.en} → ${next.en}`));
    }
  }

  /** Lists of names: what came and what went. */
  #wordList(
    shape: string | undefined,
    place: string,
    label: BothLanguages,
    before: readonly unknown[],
    after: readonly unknown[],
    spot: Spot,
  ): void {
    const gone = before.filter((item) => !after.includes(item));
    const come = after.filter((item) => !before.includes(item));
    if (gone.length + come.length === 0) {
      this.#tell('moved', spot, words(`${label.ru}: порядок изменён`, `${label.en}: the order changed`));
      return;
    }
    const parts = [...gone.map((item) => ({ sign: '−', item })), ...come.map((item) => ({ sign: '+', item }))].map(
      ({ sign, item }) => {
        const said = valueWords(item, shape, place);
        return words(`${sign} ${said.ru}`, `${sign} ${said.en}`);
      },
    );
    const kind = gone.length === 0 ? 'added' : come.length === 0 ? 'removed' : 'changed';
    this.#tell(
      kind,
      spot,
      words(
        `${label.ru}: ${parts.map(({ ru }) => ru).join(', ')}`,
        `${label.en}: ${parts.map(({ en }) => en).join(', ')}`,
      ),
    );
  }

  #list(shape: string, property: string, before: readonly unknown[], after: readonly unknown[], spot: Spot): void {
    if (isWordList(before) && isWordList(after) && before.length + after.length > 0) {
      this.#wordList(
        shape,
        property,
        itemName(property, undefined, ''),
        before,
        after,
        deeper(spot, property, spot.place),
      );
      return;
    }
    const identity = identities[shape];
    const seen = new Map<unknown, Map<string, number>>([
      [before, new Map()],
      [after, new Map()],
    ]);
    const keyOf = (item: unknown, index: number, list: readonly unknown[]): string => {
      if (identity === undefined && shape !== 'DataObject') return String(index);
      const name =
        shape === 'DataObject'
          ? JSON.stringify([(item as Members)['parent'], (item as Members)['name']])
          : String((item as Members)[identity ?? '']);
      const counts = seen.get(list);
      const count = counts?.get(name) ?? 0;
      counts?.set(name, count + 1);
      return count === 0 ? name : `${name}#${count}`;
    };
    const single = before.length === 1 && after.length === 1;
    const nameOf = (item: unknown, index: number): BothLanguages => {
      const key =
        identity === undefined
          ? (((item as Members)['name'] as string | undefined) ?? index)
          : String((item as Members)[identity]);
      return itemName(property, item as { title?: Text }, key);
    };
    const at = (index: number, oldIndex: number): Spot => ({
      ...spot,
      keys: [...spot.keys, property, index],
      oldKeys: [...spot.oldKeys, property, oldIndex],
    });
    this.#matched(before, after, keyOf, {
      removed: (item, index) =>
        this.#tell(
          'removed',
          { ...spot, keys: [...spot.oldKeys, property, index] },
          said(nameOf(item, index), words('убрано', 'removed')),
        ),
      added: (item, index) =>
        this.#tell('added', at(index, index), said(nameOf(item, index), words('добавлено', 'added'))),
      both: (old, next, oldIndex, index) => {
        if (sameJson(old, next)) return;
        // The only deadline of a step needs no name of its own.
        if (shape === 'Deadline' && single) this.#members(shape, old as Members, next as Members, at(index, oldIndex));
        else this.#value(shape, shape, nameOf(next, index), old, next, at(index, oldIndex));
      },
      moved: () =>
        this.#tell(
          'moved',
          deeper(spot, property, spot.place),
          said(itemName(property, undefined, ''), words('порядок изменён', 'the order changed')),
        ),
    });
  }

  #matched<Item>(
    before: readonly Item[],
    after: readonly Item[],
    keyOf: (item: Item, index: number, list: readonly Item[]) => string,
    on: {
      removed: (item: Item, index: number) => void;
      added: (item: Item, index: number) => void;
      both: (old: Item, next: Item, oldIndex: number, index: number) => void;
      moved: () => void;
    },
  ): void {
    const old = new Map(before.map((item, index) => [keyOf(item, index, before), { item, index }]));
    const next = new Map(after.map((item, index) => [keyOf(item, index, after), { item, index }]));
    for (const [key, { item, index }] of old) if (!next.has(key)) on.removed(item, index);
    for (const [key, { item, index }] of next) {
      const found = old.get(key);
      if (found === undefined) on.added(item, index);
      else on.both(found.item, item, found.index, index);
    }
    const kept = [...old.keys()].filter((key) => next.has(key));
    const keptNow = [...next.keys()].filter((key) => old.has(key));
    if (kept.some((key, index) => key !== keptNow[index])) on.moved();
  }

  #tell(kind: DiffLine['kind'], spot: Spot, what: BothLanguages, property?: string): void {
    const line = this.#line(kind, spot, what);
    this.#lines.push(property === undefined ? line : { ...line, pointer: line.pointer + pointer(property) });
  }

  #line(kind: DiffLine['kind'], spot: Spot, what: BothLanguages): DiffLine {
    return {
      kind,
      pointer: pointer(...(kind === 'removed' && spot.oldKeys.length > 0 ? spot.oldKeys : spot.keys)),
      ...(spot.elementId === undefined ? {} : { elementId: spot.elementId }),
      words: words(`${spot.place.ru}: ${what.ru}`, `${spot.place.en}: ${what.en}`),
    };
  }
}

function deeper(spot: Spot, key: string, place: BothLanguages): Spot {
  return { ...spot, place, keys: [...spot.keys, key], oldKeys: [...spot.oldKeys, key] };
}

function said(name: BothLanguages, what: BothLanguages): BothLanguages {
  return words(`${name.ru} ${what.ru}`.trim(), `${name.en} ${what.en}`.trim());
}

/** The member of a union that a value is. */
function variantOf(shape: string | undefined, value: unknown): string | undefined {
  if (shape === undefined) return undefined;
  const { types, objects }: Shape = shapes[shape] ?? {};
  if (types !== undefined) return isMembers(value) ? types[String(value['type'])] : shape;
  if (objects === undefined || !isMembers(value)) return shape;
  return objects.find(({ required }) => required.length > 0 && required.every((name) => name in value))?.shape ?? shape;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWordList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function lower(text: string): string {
  return /^[A-ZА-ЯЁ]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
