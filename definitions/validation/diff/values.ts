import { amountOf, eventOf } from '../../calendar/words.ts';
import type { Term, Text } from '../../schema/definition.ts';
import { valueLabels } from '../../schema/generated/labels.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';

const longest = 120;

/** A value as it is read: quoted text, words for enumerated values, terms with their unit, expressions as code. */
export function valueWords(value: unknown, shape: string | undefined, place: string): BothLanguages {
  if (value === undefined) return words('нет', 'none');
  if (typeof value === 'boolean') return value ? words('да', 'yes') : words('нет', 'no');
  if (typeof value === 'number') return words(String(value), String(value));
  if (shape === 'Text') return textWords(value as Text);
  if (shape === 'Term') return termWords(value as Term);
  if (typeof value === 'string') {
    const label = (valueLabels[place] ?? valueLabels[shape ?? ''])?.[value];
    if (label !== undefined) return words(label[0], label[1]);
    return shape === 'Feel' ? code(value) : words(`«${short(value)}»`, `"${short(value)}"`);
  }
  if (shape === 'FromEvent' || shape === 'UntilEvent') {
    const { event } = value as { event: string };
    return words(eventOf(event, 'ru'), eventOf(event, 'en'));
  }
  if (typeof value === 'object' && value !== null && 'feel' in value) return code(String(value.feel));
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    const items = value.map((item) => valueWords(item, shape, place));
    return words(items.map(({ ru }) => ru).join(', '), items.map(({ en }) => en).join(', '));
  }
  return code(JSON.stringify(value));
}

/** What follows «срок»: the unit is said once where it stays. */
export function termChange(before: Term, after: Term): BothLanguages {
  const old = termWords(before);
  const next = termWords(after);
  const sameUnit = before.unit === after.unit && typeof before.amount !== 'object' && typeof after.amount !== 'object';
  if (!sameUnit) return words(`${old.ru} → ${next.ru}`, `${old.en} → ${next.en}`);
  return words(`${before.amount} → ${next.ru}`, `${before.amount} → ${next.en}`);
}

function termWords({ amount, unit }: Term): BothLanguages {
  if (typeof amount !== 'object') return words(amountOf({ amount, unit }, 'ru'), amountOf({ amount, unit }, 'en'));
  const [ru = unit, en = unit] = valueLabels['TermUnit']?.[unit] ?? [];
  return words(`\`${short(amount.feel)}\` (${ru})`, `\`${short(amount.feel)}\` (${en})`);
}

export function textWords(text: Text): BothLanguages {
  return words(`«${short(text.ru)}»`, `"${short(text.en ?? text.ru)}"`);
}

function code(source: string): BothLanguages {
  return words(`\`${short(source)}\``, `\`${short(source)}\``);
}

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
