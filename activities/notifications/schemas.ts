import type { JsonSchema } from '../../definitions/schema/definition.ts';
import type { LetterTemplate } from './letter.ts';

export function inputSchema(templates: readonly LetterTemplate[]): JsonSchema {
  return {
    type: 'object',
    title: 'Кому и что',
    properties: {
      to: { type: 'string', maxLength: 254, title: 'Адрес', 'x-en': { title: 'Address' } },
      template: {
        type: 'string',
        title: 'Шаблон письма',
        description: 'Если не задан, письмо берётся из настроек элемента.',
        oneOf: templates.map(({ key, title }) => ({ const: key, title: title.ru, 'x-en': { title: title.en } })),
        'x-en': {
          title: 'Letter template',
          description: 'If absent, the letter is taken from the settings of the element.',
        },
      },
      language: { enum: ['ru', 'en'], default: 'ru', title: 'Язык', 'x-en': { title: 'Language' } },
      data: {
        type: 'object',
        title: 'Данные письма',
        description: 'Имена, которые видит шаблон; недостающее имя делает письмо невозможным.',
        'x-en': {
          title: 'Data of the letter',
          description: 'The names that the template sees; a missing name makes the letter impossible.',
        },
      },
    },
    required: ['to'],
    additionalProperties: false,
    'x-en': { title: 'To whom and what' },
  };
}

export const outputSchema: JsonSchema = {
  type: 'object',
  title: 'Отправленное письмо',
  properties: {
    messageId: { type: 'string', title: 'Message-ID', 'x-en': { title: 'Message-ID' } },
    to: { type: 'string', title: 'Адрес', 'x-en': { title: 'Address' } },
    subject: { type: 'string', title: 'Тема', 'x-en': { title: 'Subject' } },
    sentAt: { type: 'string', format: 'date-time', title: 'Когда', 'x-en': { title: 'When' } },
  },
  required: ['messageId', 'to', 'subject', 'sentAt'],
  additionalProperties: false,
  'x-en': { title: 'The letter sent' },
};

const words = (ru: string, en: string): JsonSchema => ({
  type: 'object',
  title: ru,
  properties: {
    ru: { type: 'string', minLength: 1, title: 'По-русски', 'x-en': { title: 'In Russian' } },
    en: { type: 'string', minLength: 1, title: 'По-английски', 'x-en': { title: 'In English' } },
  },
  required: ['ru', 'en'],
  additionalProperties: false,
  'x-en': { title: en },
});

export const settingsSchema: JsonSchema = {
  type: 'object',
  title: 'Настройки письма',
  properties: {
    letter: {
      type: 'object',
      title: 'Своё письмо',
      description: 'Шаблон Liquid: {{ имя }} подставляет данные. Фильтры moment и day пишут дату словами.',
      properties: { subject: words('Тема', 'Subject'), text: words('Текст', 'Text') },
      required: ['subject', 'text'],
      additionalProperties: false,
      'x-en': {
        title: 'Own letter',
        description: 'A Liquid template: {{ name }} puts data in. The filters moment and day write dates in words.',
      },
    },
    replyTo: { type: 'string', maxLength: 254, title: 'Куда отвечать', 'x-en': { title: 'Reply to' } },
    zone: {
      type: 'string',
      default: 'Europe/Moscow',
      title: 'Часовой пояс дат в письме',
      'x-en': { title: 'Time zone of dates in the letter' },
    },
  },
  additionalProperties: false,
  'x-en': { title: 'Settings of the letter' },
};
