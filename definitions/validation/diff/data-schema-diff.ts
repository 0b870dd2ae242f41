import type { JsonSchema } from '../../schema/definition.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import { pointer } from '../pointer.ts';
import { sameJson } from './same-json.ts';

export interface FieldChange {
  kind: 'added' | 'removed' | 'changed';
  pointer: string;
  words: BothLanguages;
}

type Fields = { readonly [name: string]: { readonly title?: unknown } | boolean };

/** What a change of a data schema means for who fills it in: fields that come, go, change, or become required. */
export function fieldChanges(before: JsonSchema, after: JsonSchema): FieldChange[] {
  const old = fieldsOf(before);
  const next = fieldsOf(after);
  const oldRequired = requiredOf(before);
  const nextRequired = requiredOf(after);
  const changes: FieldChange[] = [];
  const note = (kind: FieldChange['kind'], name: string, ru: string, en: string): void => {
    const title = titleOf(next[name] ?? old[name], name);
    changes.push({
      kind,
      pointer: pointer('properties', name),
      words: words(`поле «${title}» ${ru}`, `field "${title}" ${en}`),
    });
  };
  for (const name of Object.keys(old)) if (!Object.hasOwn(next, name)) note('removed', name, 'убрано', 'removed');
  for (const name of Object.keys(next)) {
    if (!Object.hasOwn(old, name)) {
      const must = nextRequired.includes(name);
      note('added', name, must ? 'добавлено, обязательное' : 'добавлено', must ? 'added, required' : 'added');
      continue;
    }
    if (!sameJson(old[name], next[name])) note('changed', name, 'изменено', 'changed');
    if (oldRequired.includes(name) !== nextRequired.includes(name)) {
      const must = nextRequired.includes(name);
      note(
        'changed',
        name,
        must ? 'стало обязательным' : 'больше не обязательно',
        must ? 'is now required' : 'is no longer required',
      );
    }
  }
  const rest = ({ properties: _properties, required: _required, ...others }: JsonSchema): unknown => others;
  const undeclared = (schema: JsonSchema, fields: Fields): string[] =>
    requiredOf(schema).filter((name) => !Object.hasOwn(fields, name));
  const otherwise = !sameJson(rest(before), rest(after)) || !sameJson(undeclared(before, old), undeclared(after, next));
  if (otherwise || (changes.length === 0 && !sameJson(before, after))) {
    changes.push({
      kind: 'changed',
      pointer: '',
      words: words('правила проверки изменены', 'the rules of the check changed'),
    });
  }
  return changes;
}

function fieldsOf({ properties }: JsonSchema): Fields {
  return typeof properties === 'object' && properties !== null ? (properties as Fields) : {};
}

function requiredOf({ required }: JsonSchema): string[] {
  return Array.isArray(required) ? (required as string[]) : [];
}

function titleOf(field: Fields[string] | undefined, name: string): string {
  return typeof field === 'object' && typeof field.title === 'string' ? field.title : name;
}
