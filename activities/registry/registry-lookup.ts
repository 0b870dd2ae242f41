import { checkOgrn, checkOrganisationInn, identifierProblems } from '../../definitions/identifiers/index.ts';
import type { Connector, ConnectorAnswer } from '../connector.ts';
import { companySchema } from './company-schema.ts';
import type { CompanyRegister } from './register.ts';

/** Finds the register's record of a company by ОГРН or, without it, by ИНН. Reads only: a repeated call does no harm. */
export function registryLookup({ register }: { register: CompanyRegister }): Connector {
  return {
    key: 'registry.lookup',
    title: { ru: 'Сведения из ЕГРЮЛ', en: 'Record from the register of legal entities' },
    description: {
      ru: 'Ищет организацию в реестре по ОГРН, а если он не задан, по ИНН.',
      en: 'Looks a company up in the register by OGRN or, where that is not given, by INN.',
    },
    input: {
      type: 'object',
      title: 'Кого искать',
      properties: {
        ogrn: { type: ['string', 'null'], title: 'ОГРН', 'x-en': { title: 'OGRN' } },
        inn: { type: ['string', 'null'], title: 'ИНН', 'x-en': { title: 'INN' } },
      },
      additionalProperties: false,
      'x-en': { title: 'Whom to look up' },
    },
    output: {
      type: 'object',
      title: 'Найденная организация',
      properties: { company: companySchema },
      required: ['company'],
      additionalProperties: false,
      'x-en': { title: 'The company found' },
    },
    settings: { type: 'object', title: 'Настроек нет', additionalProperties: false, 'x-en': { title: 'No settings' } },
    errors: [
      {
        code: 'registry.notFound',
        title: { ru: 'Организации нет в реестре', en: 'The company is not in the register' },
      },
      {
        code: 'registry.invalidIdentifier',
        title: { ru: 'Неверный ОГРН или ИНН', en: 'The OGRN or INN is not valid' },
      },
    ],
    retry: { maxAttempts: 10, initialInterval: 'PT1S', maxInterval: 'PT5M', backoff: 2 },
    invoke: ({ input }) => lookUp(input as { ogrn?: string | null; inn?: string | null }, register),
  };
}

async function lookUp(
  input: { ogrn?: string | null; inn?: string | null },
  register: CompanyRegister,
): Promise<ConnectorAnswer> {
  const { ogrn = null, inn = null } = input;
  const verdict = ogrn !== null ? checkOgrn(ogrn) : checkOrganisationInn(inn ?? '');
  if (!verdict.ok) {
    const message = identifierProblems[verdict.code].ru;
    return {
      error: {
        code: 'registry.invalidIdentifier',
        message,
        payload: { field: ogrn === null ? 'inn' : 'ogrn', problem: verdict.code },
      },
    };
  }
  const company = await register.find(ogrn !== null ? { ogrn } : { inn: inn as string });
  if (company) return { output: { company } };
  return { error: { code: 'registry.notFound', message: 'Организации нет в реестре', payload: { ogrn, inn } } };
}
