import {
  checkKpp,
  checkOgrn,
  checkOrganisationInn,
  identifierProblems,
  type IdentifierVerdict,
} from '../../definitions/identifiers/index.ts';
import type { JsonSchema } from '../../definitions/schema/definition.ts';
import type { Connector, ConnectorAnswer } from '../connector.ts';
import { companyStatuses } from '../registry/company.ts';
import type { CompanyRegister } from '../registry/register.ts';
import { type Claim, compare } from './compare.ts';

const word = (ru: string, en: string): JsonSchema => ({
  type: ['string', 'null'],
  maxLength: 1000,
  title: ru,
  'x-en': { title: en },
});

/**
 * Is the applicant the company it says it is? Check digits first, then the register, field by field. A mismatch is a
 * finding for an official and comes in the output; a wrong number, an unknown or a terminated company is an error.
 */
export function checkLegalEntity({ register }: { register: CompanyRegister }): Connector {
  return {
    key: 'identity.checkLegalEntity',
    title: { ru: 'Сверка сведений об организации', en: 'Check of a legal entity' },
    description: {
      ru: 'Проверяет контрольные цифры ИНН, ОГРН и вид КПП, находит организацию в реестре и сравнивает наименование, руководителя и состояние.',
      en: 'Checks the digits of INN and OGRN and the form of the KPP, finds the company in the register and compares name, head and state.',
    },
    input: {
      type: 'object',
      title: 'Что сообщил заявитель',
      properties: {
        inn: word('ИНН', 'INN'),
        ogrn: word('ОГРН', 'OGRN'),
        kpp: word('КПП', 'KPP'),
        name: word('Наименование', 'Name'),
        head: word('Руководитель', 'Head'),
      },
      anyOf: [{ required: ['inn'] }, { required: ['ogrn'] }],
      additionalProperties: false,
      'x-en': { title: 'What the applicant says' },
    },
    output: {
      type: 'object',
      title: 'Итог сверки',
      properties: {
        matched: { type: 'boolean', title: 'Всё совпало', 'x-en': { title: 'Everything matches' } },
        mismatches: {
          type: 'array',
          title: 'Расхождения',
          items: {
            type: 'object',
            properties: {
              field: {
                enum: ['inn', 'ogrn', 'kpp', 'name', 'head', 'status'],
                title: 'Поле',
                'x-en': { title: 'Field' },
              },
              given: word('Сообщено', 'Given'),
              registered: word('В реестре', 'Registered'),
            },
            required: ['field', 'given', 'registered'],
            additionalProperties: false,
          },
          'x-en': { title: 'Mismatches' },
        },
        registered: {
          type: 'object',
          title: 'Запись реестра',
          properties: {
            ogrn: word('ОГРН', 'OGRN'),
            inn: word('ИНН', 'INN'),
            kpp: word('КПП', 'KPP'),
            name: word('Наименование', 'Name'),
            head: word('Руководитель', 'Head'),
            status: { enum: [...companyStatuses], title: 'Состояние', 'x-en': { title: 'State' } },
          },
          required: ['ogrn', 'inn', 'kpp', 'name', 'head', 'status'],
          additionalProperties: false,
          'x-en': { title: 'Record of the register' },
        },
      },
      required: ['matched', 'mismatches', 'registered'],
      additionalProperties: false,
      'x-en': { title: 'Result of the check' },
    },
    settings: { type: 'object', title: 'Настроек нет', additionalProperties: false, 'x-en': { title: 'No settings' } },
    errors: [
      {
        code: 'identity.invalidIdentifier',
        title: { ru: 'Неверный ИНН, ОГРН или КПП', en: 'An INN, OGRN or KPP is not valid' },
      },
      {
        code: 'identity.notFound',
        title: { ru: 'Организации нет в реестре', en: 'The company is not in the register' },
      },
      {
        code: 'identity.inactiveCompany',
        title: { ru: 'Организация прекратила деятельность', en: 'The company no longer exists' },
      },
    ],
    retry: { maxAttempts: 10, initialInterval: 'PT1S', maxInterval: 'PT5M', backoff: 2 },
    invoke: ({ input }) => check(input as Claim, register),
  };
}

async function check(claim: Claim, register: CompanyRegister): Promise<ConnectorAnswer> {
  const invalid = invalidIdentifier(claim);
  if (invalid) return invalid;
  const company =
    (typeof claim.ogrn === 'string' ? await register.find({ ogrn: claim.ogrn }) : undefined) ??
    (typeof claim.inn === 'string' ? await register.find({ inn: claim.inn }) : undefined);
  if (!company) {
    return {
      error: {
        code: 'identity.notFound',
        message: 'Организации нет в реестре',
        payload: { inn: claim.inn ?? null, ogrn: claim.ogrn ?? null },
      },
    };
  }
  if (company.status === 'terminated') {
    const payload = { status: company.status, terminatedOn: company.terminatedOn };
    return { error: { code: 'identity.inactiveCompany', message: 'Организация прекратила деятельность', payload } };
  }
  const mismatches = compare(claim, company);
  const { ogrn, inn, kpp, fullName, head, status } = company;
  const registered = { ogrn, inn, kpp, name: fullName, head: head?.name ?? null, status };
  return { output: { matched: mismatches.length === 0, mismatches, registered } };
}

function invalidIdentifier(claim: Claim): ConnectorAnswer | undefined {
  const checks: [field: 'inn' | 'ogrn' | 'kpp', check: (value: string) => IdentifierVerdict][] = [
    ['inn', checkOrganisationInn],
    ['ogrn', checkOgrn],
    ['kpp', checkKpp],
  ];
  for (const [field, judge] of checks) {
    const value = claim[field];
    const verdict = typeof value === 'string' ? judge(value) : undefined;
    if (verdict && !verdict.ok) {
      return {
        error: {
          code: 'identity.invalidIdentifier',
          message: identifierProblems[verdict.code].ru,
          payload: { field, problem: verdict.code },
        },
      };
    }
  }
  return undefined;
}
