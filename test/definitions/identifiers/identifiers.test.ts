import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkInn,
  checkKpp,
  checkOgrn,
  checkOgrnip,
  checkOkpo,
  checkOrganisationInn,
  checkSnils,
  identifierChecks,
  identifierFormats,
  type IdentifierProblem,
  identifierProblems,
  type IdentifierVerdict,
  innCheckDigits,
  ogrnCheckDigit,
  okpoCheckDigit,
  snilsCheckNumber,
} from '../../../definitions/identifiers/index.ts';

type Check = (value: string) => IdentifierVerdict;

/** Numbers of well-known bodies and textbook examples; `undefined` means accepted. */
const table: [name: string, check: Check, value: string, problem: IdentifierProblem | undefined][] = [
  ['INN of Sberbank', checkInn, '7707083893', undefined],
  ['INN of Gazprom', checkInn, '7736050003', undefined],
  ['INN of a person', checkInn, '500100732259', undefined],
  ['INN with one digit off', checkInn, '7707083894', 'inn.checkDigit'],
  ["a person's INN with its last digit off", checkInn, '500100732258', 'inn.checkDigit'],
  ["a person's INN with its first check digit off", checkInn, '500100732269', 'inn.checkDigit'],
  ['eleven digits', checkInn, '77070838931', 'inn.length'],
  ['nothing', checkInn, '', 'inn.length'],
  ['INN with a space', checkInn, '770708389 ', 'inn.digits'],
  ['INN in Arabic digits', checkInn, '٧٧٠٧٠٨٣٨٩٣', 'inn.digits'],
  ['INN of zeros', checkInn, '0000000000', 'inn.region'],
  ["a person's INN where an organisation's is due", checkOrganisationInn, '500100732259', 'inn.length'],
  ["an organisation's INN", checkOrganisationInn, '7707083893', undefined],
  ['OGRN of Sberbank', checkOgrn, '1027700132195', undefined],
  ['OGRN with one digit off', checkOgrn, '1027700132194', 'ogrn.checkDigit'],
  ['OGRN that is a record number', checkOgrn, '2027700132193', 'ogrn.kind'],
  ['OGRN of twelve digits', checkOgrn, '102770013219', 'ogrn.length'],
  ['OGRN with a letter', checkOgrn, '10277001З2195', 'ogrn.digits'],
  ['OGRNIP', checkOgrnip, '304500116000157', undefined],
  ['OGRNIP with one digit off', checkOgrnip, '304500116000158', 'ogrnip.checkDigit'],
  ['OGRNIP of another kind', checkOgrnip, '104500116000157', 'ogrnip.kind'],
  ['OGRNIP too short', checkOgrnip, '30450011600015', 'ogrnip.length'],
  ['OGRNIP with a hyphen', checkOgrnip, '3045001-6000157', 'ogrnip.digits'],
  ['KPP', checkKpp, '773601001', undefined],
  ['KPP of a foreign organisation with letters', checkKpp, '7736AB001', undefined],
  ['KPP with small letters', checkKpp, '7736ab001', 'kpp.form'],
  ['KPP with a letter at the end', checkKpp, '77360100A', 'kpp.form'],
  ['KPP too short', checkKpp, '77360100', 'kpp.length'],
  ['SNILS as printed', checkSnils, '112-233-445 95', undefined],
  ['SNILS in a row', checkSnils, '11223344595', undefined],
  ['SNILS whose check number is 00', checkSnils, '08765430300', undefined],
  ['SNILS issued before check numbers', checkSnils, '00100199800', undefined],
  ['SNILS with its check number off', checkSnils, '112-233-445 94', 'snils.checkDigit'],
  ['SNILS of ten digits', checkSnils, '1122334459', 'snils.length'],
  ['SNILS with spaces only', checkSnils, '112 233 445 95', 'snils.form'],
  ['OKPO of Sberbank', checkOkpo, '00032537', undefined],
  ['OKPO of Gazprom', checkOkpo, '00040778', undefined],
  // 3 × 7 = 21 leaves 10; the second weights give 3 × 9 = 27, which leaves 5.
  ['OKPO that needs the second weights', checkOkpo, '00000035', undefined],
  ['OKPO with one digit off', checkOkpo, '00032538', 'okpo.checkDigit'],
  ['OKPO of nine digits', checkOkpo, '000325377', 'okpo.length'],
  ['OKPO with a letter', checkOkpo, '0003253O', 'okpo.digits'],
];

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('identifiers of the data dictionary', () => {
  it.each(table)('judge %s', (_name, check, value, problem) => {
    expect(check(value)).toEqual(problem === undefined ? { ok: true } : { ok: false, code: problem });
  });

  it('word every problem in Russian and English', () => {
    const reached = new Set(table.map(([, , , problem]) => problem).filter((problem) => problem !== undefined));
    expect([...reached].sort()).toEqual(Object.keys(identifierProblems).sort());
    for (const text of Object.values(identifierProblems)) {
      expect(text.ru).toMatch(/[а-я]/);
      expect(text.en).toMatch(/[a-z]/);
    }
  });

  it('serve as JSON Schema formats under the same names', () => {
    expect(Object.keys(identifierFormats)).toEqual(Object.keys(identifierChecks));
    expect(identifierFormats['ogrn']?.('1027700132195')).toBe(true);
    expect(identifierFormats['ogrn']?.('1027700132194')).toBe(false);
  });
});

/** An identifier made from any prefix with its check digits. */
const made: [name: string, check: Check, arbitrary: fc.Arbitrary<string>][] = [
  [
    'an INN of an organisation',
    checkInn,
    digits(7)
      .map((rest) => `77${rest}`)
      .map((p) => p + innCheckDigits(p)),
  ],
  [
    'an INN of a person',
    checkInn,
    digits(8)
      .map((rest) => `50${rest}`)
      .map((p) => p + innCheckDigits(p)),
  ],
  [
    'an OGRN',
    checkOgrn,
    digits(11)
      .map((rest) => `1${rest}`)
      .map((p) => p + ogrnCheckDigit(p)),
  ],
  [
    'an OGRNIP',
    checkOgrnip,
    digits(13)
      .map((rest) => `3${rest}`)
      .map((p) => p + ogrnCheckDigit(p)),
  ],
  [
    'a SNILS',
    checkSnils,
    digits(8)
      .map((rest) => `1${rest}`)
      .map((p) => p + snilsCheckNumber(p)),
  ],
  ['an OKPO of an organisation', checkOkpo, digits(7).map((p) => p + okpoCheckDigit(p))],
  ['an OKPO of an entrepreneur', checkOkpo, digits(9).map((p) => p + okpoCheckDigit(p))],
];

describe('check digits', () => {
  it.each(made)('of %s made from any digits are accepted', (_name, check, arbitrary) => {
    fc.assert(fc.property(arbitrary, (value) => check(value).ok));
  });

  it.each(made)('of %s betray any wrong last digit', (_name, check, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 1, max: 9 }), (value, by) => {
        const wrong = value.slice(0, -1) + ((Number(value.at(-1)) + by) % 10);
        return !check(wrong).ok;
      }),
    );
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.values(identifierChecks)), (text, check) => {
        const verdict = check(text);
        return verdict.ok || verdict.code in identifierProblems;
      }),
    );
  });
});
