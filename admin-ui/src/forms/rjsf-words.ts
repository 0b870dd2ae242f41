import { replaceStringParameters, TranslatableString } from '@rjsf/utils';
import i18n from 'i18next';

/** rjsf's own words, by the name each has in its enumeration. */
const keys = new Map(Object.entries(TranslatableString).map(([name, english]) => [english as string, `rjsf.${name}`]));

/** Says rjsf's words in the chosen language; a word it adds later stays English rather than empty. */
export function translateString(text: TranslatableString, params?: string[]): string {
  const key = keys.get(text);
  const words = key && i18n.exists(key) ? i18n.t(key) : text;
  return replaceStringParameters(words, params);
}
