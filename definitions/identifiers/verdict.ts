import type { Text } from '../schema/definition.ts';

/** Why a value is not the identifier it claims to be. Durable codes: connectors, forms and logs show them. */
export type IdentifierProblem =
  | 'inn.digits'
  | 'inn.length'
  | 'inn.region'
  | 'inn.checkDigit'
  | 'ogrn.digits'
  | 'ogrn.length'
  | 'ogrn.kind'
  | 'ogrn.checkDigit'
  | 'ogrnip.digits'
  | 'ogrnip.length'
  | 'ogrnip.kind'
  | 'ogrnip.checkDigit'
  | 'kpp.form'
  | 'kpp.length'
  | 'snils.form'
  | 'snils.length'
  | 'snils.checkDigit'
  | 'okpo.digits'
  | 'okpo.length'
  | 'okpo.checkDigit';

export type IdentifierVerdict = { ok: true } | { ok: false; code: IdentifierProblem };

export const accepted: IdentifierVerdict = { ok: true };

export function refused(code: IdentifierProblem): IdentifierVerdict {
  return { ok: false, code };
}

/** What a person should do about each problem. */
export const identifierProblems: { [code in IdentifierProblem]: Text } = {
  'inn.digits': { ru: 'ИНН состоит только из цифр, без пробелов', en: 'An INN consists of digits only, no spaces' },
  'inn.length': {
    ru: 'В ИНН организации 10 цифр, в ИНН физического лица 12',
    en: 'An INN has 10 digits for an organisation, 12 for a person',
  },
  'inn.region': {
    ru: 'ИНН не начинается с 00: проверьте код региона',
    en: 'No INN begins with 00: check the region code',
  },
  'inn.checkDigit': {
    ru: 'Контрольная цифра ИНН не сходится: в номере опечатка',
    en: 'The check digit of the INN does not fit: the number is mistyped',
  },
  'ogrn.digits': { ru: 'ОГРН состоит только из цифр, без пробелов', en: 'An OGRN consists of digits only, no spaces' },
  'ogrn.length': { ru: 'В ОГРН 13 цифр', en: 'An OGRN has 13 digits' },
  'ogrn.kind': {
    ru: 'ОГРН организации начинается с 1 или 5',
    en: 'The OGRN of an organisation begins with 1 or 5',
  },
  'ogrn.checkDigit': {
    ru: 'Контрольная цифра ОГРН не сходится: в номере опечатка',
    en: 'The check digit of the OGRN does not fit: the number is mistyped',
  },
  'ogrnip.digits': {
    ru: 'ОГРНИП состоит только из цифр, без пробелов',
    en: 'An OGRNIP consists of digits only, no spaces',
  },
  'ogrnip.length': { ru: 'В ОГРНИП 15 цифр', en: 'An OGRNIP has 15 digits' },
  'ogrnip.kind': { ru: 'ОГРНИП начинается с 3', en: 'An OGRNIP begins with 3' },
  'ogrnip.checkDigit': {
    ru: 'Контрольная цифра ОГРНИП не сходится: в номере опечатка',
    en: 'The check digit of the OGRNIP does not fit: the number is mistyped',
  },
  'kpp.form': {
    ru: 'КПП: четыре цифры, два знака (цифры или заглавные латинские буквы), три цифры',
    en: 'A KPP is four digits, two characters (digits or capital Latin letters), three digits',
  },
  'kpp.length': { ru: 'В КПП 9 знаков', en: 'A KPP has 9 characters' },
  'snils.form': {
    ru: 'СНИЛС пишется 11 цифрами подряд или как 123-456-789 01',
    en: 'A SNILS is 11 digits in a row or 123-456-789 01',
  },
  'snils.length': { ru: 'В СНИЛС 11 цифр', en: 'A SNILS has 11 digits' },
  'snils.checkDigit': {
    ru: 'Контрольное число СНИЛС не сходится: в номере опечатка',
    en: 'The check number of the SNILS does not fit: the number is mistyped',
  },
  'okpo.digits': { ru: 'ОКПО состоит только из цифр, без пробелов', en: 'An OKPO consists of digits only, no spaces' },
  'okpo.length': {
    ru: 'В ОКПО организации 8 цифр, предпринимателя 10',
    en: 'An OKPO has 8 digits for an organisation, 10 for an entrepreneur',
  },
  'okpo.checkDigit': {
    ru: 'Контрольная цифра ОКПО не сходится: в коде опечатка',
    en: 'The check digit of the OKPO does not fit: the code is mistyped',
  },
};
