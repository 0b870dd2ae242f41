import type { JsonSchema } from '../../definitions/schema/definition.ts';
import { companyStatuses } from './company.ts';

const text = (ru: string, en: string, rest: JsonSchema = {}): JsonSchema => ({
  type: 'string',
  minLength: 1,
  maxLength: 1000,
  title: ru,
  ...rest,
  'x-en': { title: en },
});
const orNothing = (schema: JsonSchema): JsonSchema => ({ ...schema, type: ['string', 'null'] });
const date = (ru: string, en: string): JsonSchema => text(ru, en, { format: 'date', maxLength: 10 });

/** One line of a register file, and the `company` that `registry.lookup` answers with. */
export const companySchema: JsonSchema = {
  type: 'object',
  title: 'Организация',
  properties: {
    ogrn: text('ОГРН', 'OGRN', { maxLength: 13 }),
    inn: text('ИНН', 'INN', { maxLength: 10 }),
    kpp: orNothing(text('КПП', 'KPP', { maxLength: 9 })),
    okpo: orNothing(text('ОКПО', 'OKPO', { maxLength: 10 })),
    fullName: text('Полное наименование', 'Full name'),
    shortName: orNothing(text('Краткое наименование', 'Short name')),
    status: { enum: [...companyStatuses], title: 'Состояние', 'x-en': { title: 'State' } },
    registeredOn: date('Дата регистрации', 'Registered on'),
    terminatedOn: orNothing(date('Дата прекращения', 'Terminated on')),
    address: text('Адрес', 'Address'),
    head: {
      type: ['object', 'null'],
      title: 'Руководитель',
      properties: { name: text('Фамилия, имя, отчество', 'Full name'), position: text('Должность', 'Position') },
      required: ['name', 'position'],
      additionalProperties: false,
      'x-en': { title: 'Head' },
    },
    capital: {
      type: ['integer', 'null'],
      minimum: 0,
      title: 'Уставный капитал, копеек',
      'x-en': { title: 'Capital, kopecks' },
    },
    activities: {
      type: 'array',
      maxItems: 200,
      title: 'Виды деятельности',
      items: {
        type: 'object',
        properties: {
          code: text('ОКВЭД', 'OKVED', { maxLength: 8 }),
          title: text('Название', 'Title'),
          main: { type: 'boolean', title: 'Основной', 'x-en': { title: 'Main' } },
        },
        required: ['code', 'title', 'main'],
        additionalProperties: false,
      },
      'x-en': { title: 'Activities' },
    },
    founders: {
      type: 'array',
      maxItems: 1000,
      title: 'Учредители',
      items: {
        type: 'object',
        properties: {
          name: text('Имя или наименование', 'Name'),
          inn: orNothing(text('ИНН', 'INN', { maxLength: 12 })),
          sharePercent: {
            type: ['number', 'null'],
            minimum: 0,
            maximum: 100,
            title: 'Доля, процентов',
            'x-en': { title: 'Share, per cent' },
          },
        },
        required: ['name', 'inn', 'sharePercent'],
        additionalProperties: false,
      },
      'x-en': { title: 'Founders' },
    },
  },
  required: ['ogrn', 'inn', 'fullName', 'status', 'registeredOn', 'address'],
  additionalProperties: false,
  'x-en': { title: 'Company' },
};
