import { describe, expect, it } from 'vitest';
import { en } from '../../admin-ui/src/i18n/en.ts';
import { ru } from '../../admin-ui/src/i18n/ru.ts';

type Words = { [name: string]: string | Words };

/** Keys with what is put into each; forms of plural count as one. */
function keysOf(words: Words, at = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`${at}${name.replace(/_(one|few|many|other)$/, '')} ${(value.match(/\{\{\w+\}\}/g) ?? []).sort().join()}`]
      : keysOf(value, `${at}${name}.`),
  );
}

describe('the words of the screens', () => {
  it('are the same set in Russian and English, with the same values put in', () => {
    const [russian, english] = [ru, en].map((words) => [...new Set(keysOf(words))].sort());
    expect(russian?.length).toBeGreaterThan(200);
    expect(english).toEqual(russian);
  });

  it('are Russian in Russian and have no Cyrillic in English but the name of the language', () => {
    const cyrillic = (words: Words): string[] =>
      Object.values(words).flatMap((value) =>
        typeof value === 'string' ? (/[а-яё]/i.test(value) ? [value] : []) : cyrillic(value),
      );
    expect(cyrillic(en)).toEqual(['Русский']);
    expect(cyrillic(ru).length).toBeGreaterThan(200);
  });
});
