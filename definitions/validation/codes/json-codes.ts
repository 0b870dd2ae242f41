import { type CodeList, error, words } from './code-description.ts';

/** JSON that is refused before anyone looks at what it says. */
export const jsonCodes = {
  'json.syntax': error(
    words(
      'Это не JSON: {problem} (строка {line}, столбец {column}).',
      'This is not JSON: {problem} (line {line}, column {column}).',
    ),
    words('Исправьте текст в указанном месте.', 'Mend the text at that place.'),
  ),
  'json.tooLarge': error(
    words('Данные слишком велики: больше {limit}.', 'The data are too large: more than {limit}.'),
    words('Сократите данные или передайте их по ссылке.', 'Make the data smaller or pass them by reference.'),
  ),
  'json.tooDeep': error(
    words('Вложенность больше {limit} уровней.', 'The nesting is deeper than {limit} levels.'),
    words('Уменьшите вложенность.', 'Nest less deeply.'),
  ),
  'json.forbiddenKey': error(
    words('Ключ «{key}» запрещён.', 'The key "{key}" is forbidden.'),
    words(
      'Переименуйте ключ: такие имена подменяют устройство объектов.',
      'Rename the key: such names tamper with how objects work.',
    ),
  ),
  'json.duplicateKey': error(
    words('Ключ «{key}» повторяется.', 'The key "{key}" is given twice.'),
    words('Оставьте один из них.', 'Keep one of them.'),
  ),
  'json.notJson': error(
    words('Значение нельзя записать в JSON: {problem}.', 'The value cannot be written as JSON: {problem}.'),
    words(
      'Передайте только объекты, списки, строки, конечные числа, true, false и null.',
      'Pass objects, lists, strings, finite numbers, true, false and null only.',
    ),
  ),
} as const satisfies CodeList;
