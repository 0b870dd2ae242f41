/** Russian identifiers: is it one, and if not, why. See README.md. */
export { identifierChecks, type IdentifierFormat, identifierFormats } from './formats.ts';
export { checkInn, checkOrganisationInn, innCheckDigits } from './inn.ts';
export { checkKpp } from './kpp.ts';
export { checkOgrn, checkOgrnip, ogrnCheckDigit } from './ogrn.ts';
export { checkOkpo, okpoCheckDigit } from './okpo.ts';
export { checkSnils, snilsCheckNumber } from './snils.ts';
export { type IdentifierProblem, identifierProblems, type IdentifierVerdict } from './verdict.ts';
