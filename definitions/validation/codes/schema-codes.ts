import { type CodeList, error, words } from './code-description.ts';

/** The shape of a definition: what JSON Schema says. */
export const schemaCodes = {
  'schema.required': error(
    words('Нет обязательного поля «{property}».', 'The required property "{property}" is missing.'),
    words('Добавьте поле.', 'Add the property.'),
  ),
  'schema.type': error(
    words('Здесь нужно другое: {expected}.', 'Something else is needed here: {expected}.'),
    words('Замените значение значением нужного типа.', 'Replace the value by one of the type wanted.'),
  ),
  'schema.unknownProperty': error(
    words('Поле «{property}» здесь не предусмотрено.', 'The property "{property}" is not known here.'),
    words('Удалите поле или проверьте, как оно пишется.', 'Remove the property or check its spelling.'),
  ),
  'schema.unknownType': error(
    words('Вид «{type}» неизвестен.', 'The type "{type}" is unknown.'),
    words('Выберите один из видов: {allowed}.', 'Choose one of: {allowed}.'),
  ),
  'schema.enum': error(
    words('Значение не из списка: {allowed}.', 'The value is not one of: {allowed}.'),
    words('Выберите значение из списка.', 'Choose a value of the list.'),
  ),
  'schema.pattern': error(
    words('Значение не подходит под образец {pattern}.', 'The value does not match the pattern {pattern}.'),
    words('Запишите значение так, как требует образец.', 'Write the value as the pattern demands.'),
  ),
  'schema.tooShort': error(
    words('Текст короче {limit} знаков.', 'The text is shorter than {limit} characters.'),
    words('Заполните поле.', 'Fill in the field.'),
  ),
  'schema.tooLong': error(
    words('Текст длиннее {limit} знаков.', 'The text is longer than {limit} characters.'),
    words('Сократите текст.', 'Shorten the text.'),
  ),
  'schema.tooFew': error(
    words('Нужно не меньше {limit}.', 'At least {limit} are needed.'),
    words('Добавьте недостающее.', 'Add what is missing.'),
  ),
  'schema.tooMany': error(
    words('Допускается не больше {limit}.', 'At most {limit} are allowed.'),
    words('Уберите лишнее.', 'Remove the surplus.'),
  ),
  'schema.tooSmall': error(
    words('Число меньше {limit}.', 'The number is smaller than {limit}.'),
    words('Увеличьте число.', 'Make the number larger.'),
  ),
  'schema.tooLarge': error(
    words('Число больше {limit}.', 'The number is larger than {limit}.'),
    words('Уменьшите число.', 'Make the number smaller.'),
  ),
  'schema.duplicate': error(
    words('Значения в списке повторяются: {first} и {second}.', 'Values of the list repeat: {first} and {second}.'),
    words('Оставьте одно из них.', 'Keep one of them.'),
  ),
  'schema.noVariant': error(
    words('Значение не подходит ни под один из вариантов.', 'The value fits none of the variants.'),
    words('Выберите один вариант и заполните только его поля.', 'Choose one variant and fill in its properties only.'),
  ),
  'unsupported.language': error(
    words(
      'Версия языка {version} не поддерживается: известна только 1.',
      'Version {version} of the language is not supported: only 1 is known.',
    ),
    words(
      'Обновите систему или запишите определение на языке версии 1.',
      'Update the system, or write the definition in version 1 of the language.',
    ),
  ),
  'unsupported.element': error(
    words(
      'Элемент BPMN «{type}» не исполняется этой системой.',
      'The BPMN element "{type}" is not executed by this system.',
    ),
    words('Выразите его другими элементами или уберите.', 'Express it by other elements or remove it.'),
  ),
  'unsupported.trigger': error(
    words('Триггер BPMN «{type}» записывается иначе.', 'The BPMN trigger "{type}" is written otherwise.'),
    words(
      'Перечислите триггеры в triggers; для «все сразу» есть parallelMultiple, событие без триггера — пустой список.',
      'List the triggers in `triggers`; `parallelMultiple` wants all of them, an event without a trigger has an empty list.',
    ),
  ),
} as const satisfies CodeList;
