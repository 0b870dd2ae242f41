import type { Text } from '../../../definitions/schema/definition.ts';

export type Language = 'ru' | 'en';

/** The better liked of Russian and English; Russian when the client does not care. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage || acceptLanguage.length > 200) return 'ru';
  const weight = { ru: 0, en: 0 };
  for (const part of acceptLanguage.toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.trim().split(';');
    const q = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
    const quality = q === undefined ? 1 : Number(q.slice(2));
    if (!Number.isFinite(quality)) continue;
    const primary = range.split('-')[0];
    if (primary === 'ru' || primary === 'en') weight[primary] = Math.max(weight[primary], quality);
  }
  return weight.en > weight.ru ? 'en' : 'ru';
}

export function inLanguage(text: string | Text, language: Language): string {
  if (typeof text === 'string') return text;
  return language === 'en' ? (text.en ?? text.ru) : text.ru;
}
