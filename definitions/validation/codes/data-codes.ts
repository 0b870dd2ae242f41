import { type CodeList, error, warning, words } from './code-description.ts';

/** Expressions and the schemas of data. */
export const dataCodes = {
  'feel.syntax': error(
    words(
      'Выражение не разбирается (знак {position}): {source}',
      'The expression does not parse (character {position}): {source}',
    ),
    words('Исправьте выражение FEEL в указанном месте.', 'Mend the FEEL expression at that place.'),
  ),
  'feel.unknownName': warning(
    words('Имя «{name}» здесь неизвестно.', 'The name "{name}" is not known here.'),
    words(
      'Проверьте имя или объявите переменную в данных дела.',
      'Check the name, or declare the variable in the case data.',
    ),
  ),
  'feel.unknownFunction': error(
    words('Функции «{name}» в FEEL нет.', 'FEEL has no function "{name}".'),
    words('Проверьте имя функции.', 'Check the name of the function.'),
  ),
  'feel.unknownMember': error(
    words('У «{owner}» нет члена «{name}».', '"{owner}" has no member "{name}".'),
    words('Выберите один из: {allowed}.', 'Choose one of: {allowed}.'),
  ),
  'jsonSchema.invalid': error(
    words('Схема данных неверна: {problem}.', 'The data schema is invalid: {problem}.'),
    words('Исправьте схему по JSON Schema 2020-12.', 'Mend the schema by JSON Schema 2020-12.'),
  ),
  'jsonSchema.tooLarge': error(
    words(
      'Схема данных слишком велика: больше {limit} узлов.',
      'The data schema is too large: more than {limit} nodes.',
    ),
    words('Упростите форму или разделите её.', 'Simplify the form or split it.'),
  ),
  'jsonSchema.tooDeep': error(
    words('Схема данных вложена глубже {limit} уровней.', 'The data schema is nested deeper than {limit} levels.'),
    words('Уменьшите вложенность.', 'Nest less deeply.'),
  ),
  'jsonSchema.ref': error(
    words(
      'Ссылка «{reference}» никуда не ведёт внутри этой схемы.',
      'The reference "{reference}" leads nowhere inside this schema.',
    ),
    words('Ссылайтесь только на #/$defs/… той же схемы.', 'Refer to #/$defs/... of the same schema only.'),
  ),
  'jsonSchema.refCycle': error(
    words(
      'Ссылки схемы ходят по кругу без шага вглубь данных: {reference}.',
      'References of the schema run in a circle without a step into the data: {reference}.',
    ),
    words('Разорвите круг.', 'Break the circle.'),
  ),
  'jsonSchema.pattern': error(
    words('Образец «{pattern}» — не регулярное выражение.', 'The pattern "{pattern}" is not a regular expression.'),
    words('Исправьте образец.', 'Mend the pattern.'),
  ),
  'jsonSchema.unsafePattern': error(
    words(
      'Образец «{pattern}» может считаться бесконечно долго: {problem}.',
      'The pattern "{pattern}" may take for ever: {problem}.',
    ),
    words(
      'Уберите вложенные и соседние повторения одних и тех же знаков, начните образец с ^.',
      'Remove nested and neighbouring repetitions of the same characters, begin the pattern with ^.',
    ),
  ),
  'unsupported.schemaKeyword': error(
    words(
      'Ключевое слово «{keyword}» в схемах данных не поддерживается.',
      'The keyword "{keyword}" is not supported in data schemas.',
    ),
    words('Выразите условие другими ключевыми словами.', 'Express the condition by other keywords.'),
  ),
  'unsupported.schemaFormat': error(
    words('Формат «{format}» не поддерживается.', 'The format "{format}" is not supported.'),
    words('Используйте один из форматов: {allowed}.', 'Use one of: {allowed}.'),
  ),
  'unsupported.pattern': error(
    words(
      'Образец «{pattern}» использует то, что не поддерживается: {problem}.',
      'The pattern "{pattern}" uses what is not supported: {problem}.',
    ),
    words(
      'Запишите образец классами знаков, группами, | и повторениями.',
      'Write the pattern with character classes, groups, | and repetitions.',
    ),
  ),
} as const satisfies CodeList;
