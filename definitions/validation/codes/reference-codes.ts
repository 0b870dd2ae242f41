import { type CodeDescription, type CodeList, error, warning, words } from './code-description.ts';

function unknown(ru: string, en: string, whereRu: string, whereEn: string): CodeDescription {
  return error(
    words(`${ru} «{name}» не найден.`, `${en} "{name}" is not found.`),
    words(`Проверьте имя или добавьте его: ${whereRu}.`, `Check the name, or add it: ${whereEn}.`),
  );
}

/** Ids, names and what refers to them. */
export const referenceCodes = {
  'id.duplicate': error(
    words('Идентификатор «{name}» уже занят.', 'The id "{name}" is already taken.'),
    words('Дайте элементу или потоку другой идентификатор.', 'Give the element or flow another id.'),
  ),
  'id.duplicateDeadline': error(
    words('Срок с идентификатором «{name}» уже есть.', 'A deadline with the id "{name}" exists already.'),
    words('Дайте сроку другой идентификатор.', 'Give the deadline another id.'),
  ),
  'name.duplicate': error(
    words('«{name}» объявлено дважды.', '"{name}" is declared twice.'),
    words('Оставьте одно объявление или переименуйте второе.', 'Keep one declaration or rename the other.'),
  ),
  'ref.element': unknown('Элемент', 'The element', 'в elements', 'to elements'),
  'ref.message': unknown('Объявление сообщения', 'The message', 'в messages', 'to messages'),
  'ref.signal': unknown('Объявление сигнала', 'The signal', 'в signals', 'to signals'),
  'ref.error': unknown('Код ошибки', 'The error code', 'в errors', 'to errors'),
  'ref.escalation': unknown('Код эскалации', 'The escalation code', 'в escalations', 'to escalations'),
  'ref.document': unknown('Документ', 'The document', 'в documents', 'to documents'),
  'ref.status': unknown('Статус', 'The status', 'в statuses', 'to statuses'),
  'ref.deadline': unknown('Срок', 'The deadline', 'в deadlines', 'to deadlines'),
  'ref.parameter': unknown('Параметр', 'The parameter', 'в parameters', 'to parameters'),
  'ref.procedure': unknown(
    'Процесс',
    'The procedure',
    'опубликуйте вызываемую процедуру',
    'publish the called procedure',
  ),
  'ref.version': error(
    words('У процедуры «{name}» нет версии {version}.', 'The procedure "{name}" has no version {version}.'),
    words(
      'Укажите опубликованную версию или уберите её: тогда возьмётся новейшая.',
      'Name a published version, or none: the newest is taken then.',
    ),
  ),
  'ref.decision': unknown('Ключ решения', 'The decision', 'опубликуйте решение', 'publish the decision'),
  'ref.connector': unknown('Коннектор', 'The connector', 'установите коннектор', 'install the connector'),
  'ref.regime': unknown('Режим исчисления', 'The regime', 'в правила исчисления сроков', 'to the regimes'),
  'ref.calendar': unknown('Календарь', 'The calendar', 'в производственные календари', 'to the calendars'),
  'ref.schedule': unknown('График работы', 'The schedule', 'в календарь', 'to the calendar'),
  'ref.notUserTask': error(
    words(
      'Элемент «{name}» никто не завершает: это не пользовательская задача.',
      'Nobody completes the element "{name}": it is not a user task.',
    ),
    words('Укажите пользовательскую задачу или согласование.', 'Name a user task or an approval.'),
  ),
  'declaration.unused': warning(
    words('«{name}» объявлено, но нигде не используется.', '"{name}" is declared but never used.'),
    words('Уберите объявление или используйте его.', 'Remove the declaration or use it.'),
  ),
  'parent.notContainer': error(
    words('Элемент «{name}» не может содержать другие.', 'The element "{name}" cannot hold others.'),
    words('Укажите подпроцесс.', 'Name a sub-process.'),
  ),
  'parent.cycle': error(
    words('Подпроцессы содержат друг друга: {path}.', 'Sub-processes hold each other: {path}.'),
    words('Разорвите круг: уберите parent у одного из них.', 'Break the circle: remove `parent` of one of them.'),
  ),
  'zone.unknown': error(
    words('Часовой пояс «{name}» неизвестен.', 'The time zone "{name}" is unknown.'),
    words('Запишите имя IANA, например Europe/Moscow.', 'Write an IANA name, for example Europe/Moscow.'),
  ),
} as const satisfies CodeList;
