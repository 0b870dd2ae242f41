/** One kind of refusal: HTTP status and what a person is told, Russian first. */
export interface ProblemKind {
  status: number;
  ru: string;
  en: string;
}

/**
 * Every code the HTTP API itself answers with. Codes are durable: clients branch on them, docs/errors.md lists them.
 * Refusals of the engine keep the engine's codes (see rejection.ts), failed checks of a definition the codes of
 * definitions/validation.
 */
export const problemCodes = {
  'request.malformedJson': { status: 400, ru: 'Тело запроса — не JSON', en: 'The body is not JSON' },
  'request.emptyBody': { status: 400, ru: 'Тело запроса пустое', en: 'The body is empty' },
  'request.tooDeep': { status: 400, ru: 'Слишком глубокая вложенность JSON', en: 'The JSON is nested too deeply' },
  'request.tooManyValues': { status: 400, ru: 'Слишком много значений в JSON', en: 'The JSON holds too many values' },
  'request.forbiddenKey': { status: 400, ru: 'Недопустимое имя свойства', en: 'This property name is not allowed' },
  'request.duplicateKey': { status: 400, ru: 'Свойство указано дважды', en: 'The property is given twice' },
  'request.forbiddenCharacter': {
    status: 400,
    ru: 'Недопустимый символ в тексте',
    en: 'The text holds a forbidden character',
  },
  'request.unsafeNumber': {
    status: 400,
    ru: 'Число не передать точно: пришлите его строкой',
    en: 'The number cannot be kept exactly: send it as a string',
  },
  'request.unknownProperty': { status: 400, ru: 'Неизвестное свойство', en: 'Unknown property' },
  'request.missingProperty': { status: 400, ru: 'Не хватает свойства', en: 'A property is missing' },
  'request.type': { status: 400, ru: 'Значение не того типа', en: 'The value has a wrong type' },
  'request.value': { status: 400, ru: 'Недопустимое значение', en: 'The value is not allowed' },
  'request.badUrl': { status: 400, ru: 'Адрес запроса записан неверно', en: 'The URL is malformed' },
  'request.badCursor': {
    status: 400,
    ru: 'Курсор не от этого списка: начните сначала',
    en: 'The cursor is not of this list: start again without it',
  },
  'request.ifMatchRequired': {
    status: 428,
    ru: 'Нужен заголовок If-Match с прочитанной версией',
    en: 'The header If-Match with the version read is required',
  },
  'request.tooLarge': { status: 413, ru: 'Запрос слишком велик', en: 'The request is too large' },
  'request.mediaType': { status: 415, ru: 'Тип содержимого не поддерживается', en: 'The media type is not supported' },
  'request.rejected': { status: 400, ru: 'Запрос не принят', en: 'The request was refused' },
  'route.unknown': { status: 404, ru: 'Такого адреса нет', en: 'There is no such route' },
  'route.method': { status: 405, ru: 'Метод здесь не поддерживается', en: 'The method is not supported here' },
  'origin.foreign': { status: 403, ru: 'Запрос с чужого сайта', en: 'The request comes from a foreign origin' },
  'rate.limited': { status: 429, ru: 'Слишком много запросов', en: 'Too many requests' },

  'auth.missing': {
    status: 401,
    ru: 'Нужен ключ: заголовок Authorization: Bearer rgl_…',
    en: 'A key is required: header Authorization: Bearer rgl_…',
  },
  'auth.invalid': { status: 401, ru: 'Ключ недействителен', en: 'The key is not valid' },
  'auth.forbidden': { status: 403, ru: 'Недостаточно прав', en: 'Your roles do not allow this' },
  'auth.scope': { status: 403, ru: 'Ключ не даёт этого права', en: 'The scopes of the key do not allow this' },

  'auth.sessionOnly': {
    status: 403,
    ru: 'Это делает человек в своём сеансе, не система по ключу',
    en: 'A person does this in a session, not a system with a key',
  },

  'idempotency.keyRequired': {
    status: 400,
    ru: 'Нужен заголовок Idempotency-Key',
    en: 'The header Idempotency-Key is required',
  },
  'idempotency.conflict': {
    status: 409,
    ru: 'Под этим Idempotency-Key уже был другой запрос',
    en: 'This Idempotency-Key was used for another request',
  },

  'definition.unknown': { status: 404, ru: 'Нет такой процедуры', en: 'There is no such procedure' },
  'definition.unknownVersion': { status: 404, ru: 'Нет такой версии процедуры', en: 'There is no such version' },
  'definition.retired': { status: 409, ru: 'Версия больше не применяется', en: 'The version is retired' },
  'definition.invalid': { status: 422, ru: 'Определение не прошло проверку', en: 'The definition failed its checks' },

  'instance.unknown': { status: 404, ru: 'Нет такого дела', en: 'There is no such case' },
  'numbering.exhausted': {
    status: 409,
    ru: 'Номера по маске процедуры закончились',
    en: "The procedure's mask has no free numbers left",
  },

  'document.noFile': { status: 422, ru: 'Файл документа не найден', en: 'The file of the document was not found' },
  'document.unknown': {
    status: 422,
    ru: 'Такой документ здесь не предусмотрен',
    en: 'No such document is foreseen here',
  },
  'document.format': {
    status: 422,
    ru: 'Формат файла для документа не подходит',
    en: 'The format does not suit the document',
  },
  'document.tooLarge': {
    status: 422,
    ru: 'Файл больше, чем допускает документ',
    en: 'The file exceeds the limit of the document',
  },
  'document.tooMany': {
    status: 422,
    ru: 'Файлов больше, чем допускает документ',
    en: 'More files than the document allows',
  },

  'userTask.unknown': { status: 404, ru: 'Нет такого задания', en: 'There is no such user task' },
  'userTask.notOpen': { status: 409, ru: 'Задание уже закрыто', en: 'The user task is no longer open' },
  'userTask.claimedByOther': {
    status: 409,
    ru: 'Задание взял другой исполнитель',
    en: 'Somebody else has claimed the user task',
  },
  'userTask.notClaimed': { status: 409, ru: 'Задание не взято в работу', en: 'The user task is not claimed' },
  'userTask.notCandidate': {
    status: 403,
    ru: 'Задание назначено другим исполнителям',
    en: 'The user task is meant for others',
  },
  'userTask.excludedOwner': {
    status: 403,
    ru: 'Исполнитель отстранён от этого задания',
    en: 'You are excluded from this user task',
  },

  'message.noReceiver': { status: 409, ru: 'Сообщения никто не ждёт', en: 'Nobody waits for the message' },
  'message.ambiguous': {
    status: 409,
    ru: 'Сообщения ждут несколько дел: пришлите его делу',
    en: 'Several cases wait for the message: send it to one of them',
  },

  'incident.unknown': { status: 404, ru: 'Нет такого инцидента', en: 'There is no such incident' },

  'file.unknown': { status: 404, ru: 'Нет такого файла', en: 'There is no such file' },
  'file.missing': { status: 400, ru: 'В запросе нет файла', en: 'The request holds no file' },
  'file.tooMany': { status: 400, ru: 'Один запрос — один файл', en: 'One file a request' },
  'file.empty': { status: 422, ru: 'Файл пустой', en: 'The file is empty' },
  'file.tooLarge': { status: 413, ru: 'Файл больше 10 МБ', en: 'The file exceeds 10 MB' },
  'file.typeNotAllowed': {
    status: 415,
    ru: 'Принимаются PDF, JPG, PNG и DOCX',
    en: 'PDF, JPG, PNG and DOCX are accepted',
  },
  'file.contentMismatch': {
    status: 422,
    ru: 'Содержимое файла не соответствует его имени',
    en: 'The content is not what the name says',
  },
  'file.quota': {
    status: 429,
    ru: 'Слишком много непривязанных файлов',
    en: 'Too many files are not attached to a case yet',
  },

  'apiKey.unknown': { status: 404, ru: 'Нет такого ключа', en: 'There is no such key' },
  'apiKey.revoked': { status: 409, ru: 'Ключ уже отозван', en: 'The key is revoked' },
  'apiKey.lastAdministrator': {
    status: 409,
    ru: 'Это последний ключ администратора',
    en: 'This is the last key of an administrator',
  },

  'clock.past': { status: 422, ru: 'Время дела не идёт назад', en: 'The clock of a case does not go back' },
  'mail.unknown': { status: 404, ru: 'Нет такого письма', en: 'There is no such letter' },

  'server.unavailable': { status: 503, ru: 'Сервис временно недоступен', en: 'The service is unavailable for now' },
  'server.fault': { status: 500, ru: 'Внутренняя ошибка', en: 'Internal error' },
} as const satisfies { [code: string]: ProblemKind };

export type ProblemCode = keyof typeof problemCodes;
