import type { Text } from '../../../definitions/schema/definition.ts';
import type { ProblemKind } from './codes.ts';

/** Refusals of the engine (`accepts`): the code and pointer are the engine's, status and words are the API's. */
export const engineCodes = {
  'event.invalid': { status: 400, ru: 'Событие записано неверно', en: 'The event is malformed' },
  'event.unknownType': { status: 400, ru: 'Нет такого события', en: 'There is no such event' },
  'event.forbiddenName': { status: 400, ru: 'Недопустимое имя свойства', en: 'This property name is not allowed' },
  'event.tooDeep': { status: 400, ru: 'Слишком глубокая вложенность данных', en: 'The data nest too deeply' },
  'event.tooLarge': { status: 400, ru: 'Слишком много данных', en: 'The data hold too much' },
  'programme.mismatch': { status: 409, ru: 'Дело идёт по другой версии', en: 'The case runs another version' },

  'instance.alreadyStarted': { status: 409, ru: 'Дело уже открыто', en: 'The case is open already' },
  'instance.notStarted': { status: 409, ru: 'Дело ещё не открыто', en: 'The case is not open yet' },
  'instance.finished': { status: 409, ru: 'Дело закрыто', en: 'The case is closed' },
  'instance.suspended': { status: 409, ru: 'Дело приостановлено', en: 'The case is suspended' },
  'instance.notSuspended': { status: 409, ru: 'Дело не приостановлено', en: 'The case is not suspended' },

  'start.unknownElement': {
    status: 422,
    ru: 'С этого элемента дело не открывают',
    en: 'No case starts at this element',
  },
  'start.noStartElement': {
    status: 422,
    ru: 'Укажите, каким событием открыть дело',
    en: 'Say which event starts the case',
  },
  'start.conditionUnmet': {
    status: 422,
    ru: 'Условие открытия дела не выполнено',
    en: 'The condition under which the case starts does not hold',
  },

  'deadline.notOpen': { status: 409, ru: 'Такой срок сейчас не течёт', en: 'No such deadline runs now' },

  'document.required': { status: 422, ru: 'Не хватает обязательного документа', en: 'A required document is missing' },

  'userTask.outcomeRequired': { status: 422, ru: 'Нужно выбрать решение', en: 'An outcome is required' },
  'userTask.unknownOutcome': { status: 422, ru: 'Такого решения здесь нет', en: 'There is no such outcome here' },
  'userTask.reasonRequired': { status: 422, ru: 'Это решение требует обоснования', en: 'This outcome needs a reason' },
  'userTask.wrongPerformer': { status: 403, ru: 'Задание для сотрудника', en: 'The user task is for an official' },
  'userTask.dueAt': { status: 422, ru: 'Срок задания не подходит', en: 'The due moment does not fit' },
  'userTask.form': { status: 422, ru: 'Форма задания не подходит', en: 'The form of the user task does not fit' },
  'userTask.title': { status: 422, ru: 'Нужно название задания', en: 'The user task needs a title' },

  'adHoc.notOffered': { status: 409, ru: 'Этот шаг сейчас не предложен', en: 'This step is not offered now' },
  'adHoc.busy': { status: 409, ru: 'Здесь шаги идут по одному', en: 'Here steps are done one after the other' },
  'scope.notOpen': { status: 409, ru: 'Эта часть дела уже закрыта', en: 'This part of the case is closed' },
  'reason.required': { status: 422, ru: 'Нужно основание', en: 'A reason is required' },
  'signal.noReceiver': { status: 409, ru: 'Сигнала никто не ждёт', en: 'Nobody waits for the signal' },
  'command.stale': { status: 409, ru: 'Ответ опоздал', en: 'The answer comes too late' },

  'incident.notOpen': { status: 409, ru: 'Инцидент уже закрыт', en: 'The incident is closed' },
  'incident.value': {
    status: 422,
    ru: 'Этим значением инцидент не решить',
    en: 'This value does not resolve the incident',
  },
} as const satisfies { [code: string]: ProblemKind };

/** Where the term stands now refuses, not what was asked for: after a look at the term the same may be asked again. */
const standing = new Set([
  'ledger.idle',
  'ledger.finished',
  'suspension.already',
  'suspension.none',
  'confirmation.none',
]);

/** Refusals of the calendar (`deadline.<its code>`); the sentence with the values in it is the calendar's own. */
export function deadlineKind(code: string): ProblemKind {
  return {
    status: standing.has(code.slice('deadline.'.length)) ? 409 : 422,
    ru: 'Со сроком так поступить нельзя',
    en: 'This can not be done to the term',
  };
}

/** Faults of a form are named by the JSON Schema keyword that failed: `form.required`, `form.format` ... */
export const formKind: ProblemKind = {
  status: 422,
  ru: 'Форма заполнена неверно',
  en: 'The form is filled in wrongly',
};

/** What each keyword's fault is called: `form.<keyword>`. */
export const formWords: { readonly [keyword: string]: Text } = {
  required: { ru: 'Обязательное поле', en: 'This field is required' },
  type: { ru: 'Значение не того типа', en: 'The value has a wrong type' },
  enum: { ru: 'Выберите значение из списка', en: 'Choose a value from the list' },
  const: { ru: 'Недопустимое значение', en: 'The value is not allowed' },
  format: { ru: 'Значение не того вида', en: 'The value has a wrong format' },
  pattern: { ru: 'Значение не того вида', en: 'The value has a wrong format' },
  minLength: { ru: 'Слишком коротко', en: 'Too short' },
  maxLength: { ru: 'Слишком длинно', en: 'Too long' },
  minimum: { ru: 'Слишком мало', en: 'Too small' },
  exclusiveMinimum: { ru: 'Слишком мало', en: 'Too small' },
  maximum: { ru: 'Слишком много', en: 'Too large' },
  exclusiveMaximum: { ru: 'Слишком много', en: 'Too large' },
  multipleOf: { ru: 'Недопустимое число', en: 'The number is not allowed' },
  minItems: { ru: 'Слишком мало значений', en: 'Too few values' },
  maxItems: { ru: 'Слишком много значений', en: 'Too many values' },
  schema: { ru: 'Данные нельзя проверить: схема негодна', en: 'The data can not be judged: the schema is not usable' },
  uniqueItems: { ru: 'Значения повторяются', en: 'The values repeat' },
  false: { ru: 'Такого поля нет', en: 'There is no such field' },
  additionalProperties: { ru: 'Такого поля нет', en: 'There is no such field' },
};

/** What a person reads about one fault; the engine's own English words where there are none. */
export function faultWords(code: string, message: string): Text | string {
  if (code.startsWith('form.')) {
    const keyword = code.slice('form.'.length);
    return Object.hasOwn(formWords, keyword) ? (formWords[keyword] as Text) : message;
  }
  if (!Object.hasOwn(engineCodes, code)) return message;
  const { ru } = engineCodes[code as keyof typeof engineCodes];
  return { ru, en: message };
}
