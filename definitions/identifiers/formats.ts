import { checkInn, checkOrganisationInn } from './inn.ts';
import { checkKpp } from './kpp.ts';
import { checkOgrn, checkOgrnip } from './ogrn.ts';
import { checkOkpo } from './okpo.ts';
import { checkSnils } from './snils.ts';
import type { IdentifierVerdict } from './verdict.ts';

/**
 * The checks by name: names of JSON Schema formats, and of FEEL functions to come. Ajv and the eval-free interpreter
 * both take a function from text to truth; `identifierFormats` has that shape.
 */
export const identifierChecks = {
  inn: checkInn,
  'inn-organisation': checkOrganisationInn,
  ogrn: checkOgrn,
  ogrnip: checkOgrnip,
  kpp: checkKpp,
  snils: checkSnils,
  okpo: checkOkpo,
} satisfies { [format: string]: (value: string) => IdentifierVerdict };

export type IdentifierFormat = keyof typeof identifierChecks;

export const identifierFormats: { [format: string]: (value: string) => boolean } = Object.fromEntries(
  Object.entries(identifierChecks).map(([format, check]) => [format, (value: string) => check(value).ok]),
);
