import { type CodeList, error, warning, words } from './code-description.ts';

/** What single elements need: triggers, timers, loops, deadlines, people. */
export const behaviourCodes = {
  'trigger.notAllowed': error(
    words('Триггер «{trigger}» здесь не бывает: {place}.', 'The trigger "{trigger}" has no place here: {place}.'),
    words('Выберите один из допустимых: {allowed}.', 'Choose one of those allowed: {allowed}.'),
  ),
  'trigger.alone': error(
    words('Триггер «{trigger}» не сочетается с другими.', 'The trigger "{trigger}" does not combine with others.'),
    words(
      'Оставьте его одного или вынесите другие в отдельное событие.',
      'Leave it alone, or move the others to an event of their own.',
    ),
  ),
  'trigger.codeMissing': error(
    words('Чтобы вызвать «{trigger}», нужен код.', 'A code is needed to throw "{trigger}".'),
    words('Укажите код из списка.', 'Name a declared code.'),
  ),
  'trigger.parallelMultiple': warning(
    words(
      '«Нужны все триггеры» при одном триггере ничего не значит.',
      '"Parallel multiple" means nothing with a single trigger.',
    ),
    words('Добавьте триггер или снимите признак.', 'Add a trigger or remove the mark.'),
  ),
  'trigger.fieldIgnored': warning(
    words('Поле «{property}» здесь не действует: {place}.', 'The property "{property}" has no effect here: {place}.'),
    words('Уберите поле.', 'Remove the property.'),
  ),
  'trigger.cancelOutsideTransaction': error(
    words(
      'Отменить можно только транзакцию, а это событие вне её.',
      'Only a transaction can be cancelled, and this event is outside one.',
    ),
    words('Перенесите конец в транзакцию.', 'Move the end event into a transaction.'),
  ),
  'timer.exactlyOne': error(
    words(
      'Таймеру нужно ровно одно: дата, длительность или цикл.',
      'A timer needs exactly one of date, duration and cycle.',
    ),
    words('Оставьте одно поле.', 'Keep one property.'),
  ),
  'timer.invalid': error(
    words('«{value}» — не {expected} по ISO 8601.', '"{value}" is not a {expected} of ISO 8601.'),
    words(
      'Примеры: 2026-04-24T09:00:00+03:00, PT48H, P30D, R3/PT1H.',
      'Examples: 2026-04-24T09:00:00+03:00, PT48H, P30D, R3/PT1H.',
    ),
  ),
  'timer.cycleOnce': warning(
    words('Цикл здесь сработает только один раз: {place}.', 'The cycle fires only once here: {place}.'),
    words(
      'Используйте длительность или сделайте событие непрерывающим.',
      'Use a duration, or make the event non-interrupting.',
    ),
  ),
  'loop.endless': error(
    words('Цикл без условия и без предела не кончится.', 'A loop without condition and maximum never ends.'),
    words('Задайте условие или предел числа проходов.', 'Give it a condition or a maximum.'),
  ),
  'loop.cardinality': error(
    words('Нужно ровно одно: число экземпляров или список.', 'Exactly one of cardinality and collection is needed.'),
    words('Оставьте одно из полей.', 'Keep one of the two.'),
  ),
  'loop.item': warning(
    words('Имя элемента списка задано без списка.', 'The item is named without a collection.'),
    words('Задайте список или уберите имя.', 'Give a collection, or remove the name.'),
  ),
  'loop.output': error(
    words('Результат экземпляра и список результатов задаются вместе.', 'Output and output collection come together.'),
    words('Задайте оба поля или ни одного.', 'Give both or none.'),
  ),
  'loop.event': error(
    words(
      'Поведение «{behavior}» и события не подходят друг другу.',
      'The behaviour "{behavior}" and the events do not fit.',
    ),
    words(
      'Для none и one задайте event, для complex — complex, для all — ничего.',
      'Give `event` for none and one, `complex` for complex, nothing for all.',
    ),
  ),
  'term.amount': error(
    words(
      'Величина не подходит к единице «{unit}»: {expected}',
      'The amount does not fit the unit "{unit}": {expected}',
    ),
    words(
      'Запишите целое число, для fixedDate — дату вида 2026-04-24.',
      'Write a whole number; for fixedDate a date like 2026-04-24.',
    ),
  ),
  'term.fixedDate': error(
    words('Здесь нужна продолжительность, а не определённая дата.', 'A length is needed here, not a fixed date.'),
    words('Выберите другую единицу.', 'Choose another unit.'),
  ),
  'deadline.scheduleMissing': error(
    words(
      'Рабочее время считается по графику, а график не указан.',
      'Working time follows a schedule, and none is named.',
    ),
    words('Укажите график работы.', 'Name a schedule.'),
  ),
  'deadline.reminderTooEarly': warning(
    words('Напоминание раньше, чем срок начинает течь.', 'The reminder comes before the term begins to run.'),
    words('Напоминайте за меньшее время.', 'Remind a shorter time before.'),
  ),
  'deadline.noConsequence': error(
    words(
      'Срок «{name}» ничего не меняет: нет ни последствий, ни события по нему.',
      'The deadline "{name}" changes nothing: it has no consequences and no event follows it.',
    ),
    words(
      'Задайте последствие (эскалация, уведомление, статус) или событие с триггером «срок».',
      'Give it a consequence (escalate, notify, status) or an event with a deadline trigger.',
    ),
  ),
  'deadline.cycle': error(
    words('Сроки отсчитываются друг от друга по кругу: {path}.', 'Deadlines run from each other in a circle: {path}.'),
    words('Отсчитайте один из них от события.', 'Let one of them run from an event.'),
  ),
  'deadline.outOfScope': error(
    words(
      'Срок «{name}» не течёт, пока ждут этого события.',
      'The deadline "{name}" does not run while this event is awaited.',
    ),
    words(
      'Возьмите срок самого элемента, объемлющего подпроцесса или дела.',
      'Take a deadline of the element itself, of an enclosing sub-process, or of the instance.',
    ),
  ),
  'deadline.suspensionForbidden': error(
    words(
      'Закон, по которому считается срок, приостановления не знает: {law}.',
      'The law this term is counted by knows no suspension: {law}.',
    ),
    words('Уберите приостановление или выберите другие правила счёта.', 'Drop the suspension or take another regime.'),
  ),
  'deadline.extensionTooLong': error(
    words(
      'Продление длиннее, чем допускает закон: не более {most} ({law}).',
      'The extension exceeds what the law allows: at most {most} ({law}).',
    ),
    words('Уменьшите предел продления.', 'Lower the cap of the extension.'),
  ),
  'deadline.restorationOwner': error(
    words('Восстанавливается только срок заявителя.', "Only an applicant's term is restored."),
    words(
      'Уберите восстановление или укажите, что срок — заявителя.',
      "Drop the restoration or make the term the applicant's.",
    ),
  ),
  'deadline.zoneUnknown': error(
    words('Часовой пояс «{zone}» неизвестен.', 'Time zone "{zone}" is unknown.'),
    words('Укажите имя из базы IANA, например Asia/Vladivostok.', 'Give an IANA name, for example Asia/Vladivostok.'),
  ),
  'wait.noDeadline': error(
    words('«{name}» может ждать вечно: срока нет.', '"{name}" may wait for ever: there is no deadline.'),
    words(
      'Задайте срок, событие таймера на границе или напишите, почему срока нет (noDeadlineBecause).',
      'Give it a deadline or a timer on its boundary, or say why there is none (`noDeadlineBecause`).',
    ),
  ),
  'assignment.missing': warning(
    words(
      'Задачу «{name}» некому взять: исполнители не заданы.',
      'Nobody may take the user task "{name}": no owners are named.',
    ),
    words('Задайте группы или исполнителей.', 'Name groups or users.'),
  ),
  'connector.input': error(
    words(
      'Коннектору «{connector}» нужно входное поле «{property}».',
      'The connector "{connector}" needs the input "{property}".',
    ),
    words('Добавьте соответствие во входные данные.', 'Add a mapping to the inputs.'),
  ),
  'connector.unknownInput': error(
    words(
      'Коннектор «{connector}» не знает входного поля «{property}».',
      'The connector "{connector}" does not know the input "{property}".',
    ),
    words('Уберите соответствие или проверьте имя.', 'Remove the mapping or check the name.'),
  ),
  'connector.error': warning(
    words(
      'Коннектор «{connector}» не сообщает об ошибке «{code}».',
      'The connector "{connector}" never reports the error "{code}".',
    ),
    words('Ловите одну из: {allowed}.', 'Catch one of: {allowed}.'),
  ),
  'connector.settings': error(
    words(
      'Настройки не подходят коннектору «{connector}»: {problem}.',
      'The settings do not fit the connector "{connector}": {problem}.',
    ),
    words('Исправьте настройки по схеме коннектора.', "Mend the settings by the connector's schema."),
  ),
} as const satisfies CodeList;
