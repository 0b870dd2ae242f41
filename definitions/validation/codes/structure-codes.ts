import { type CodeList, error, warning, words } from './code-description.ts';

/** How elements and sequence flows hang together. */
export const structureCodes = {
  'start.missing': error(
    words(
      'Здесь ничто не может начаться: нет ни начала, ни элемента без входящего потока.',
      'Nothing can begin here: there is no start event and no element without incoming flow.',
    ),
    words('Добавьте начало.', 'Add a start event.'),
  ),
  'start.ambiguous': warning(
    words(
      'Начал без триггера несколько: при запуске придётся указывать, с какого.',
      'There are several start events without a trigger: whoever starts must say which.',
    ),
    words('Оставьте одно или объедините их.', 'Keep one, or merge them.'),
  ),
  'start.triggerInSubProcess': error(
    words(
      'Начало внутри подпроцесса не может ждать триггера.',
      'A start event inside a sub-process cannot wait for a trigger.',
    ),
    words(
      'Уберите триггеры или сделайте подпроцесс событийным.',
      'Remove the triggers, or make it an event sub-process.',
    ),
  ),
  'start.severalInSubProcess': error(
    words('В подпроцессе больше одного начала.', 'The sub-process has more than one start event.'),
    words('Оставьте одно.', 'Keep one.'),
  ),
  'start.inAdHoc': error(
    words('В свободном подпроцессе не бывает начала и конца.', 'An ad-hoc sub-process has no start and no end events.'),
    words(
      'Уберите событие: действия начинаются сами или по выбору должностного лица.',
      'Remove the event: activities begin by themselves or as an official chooses.',
    ),
  ),
  'end.missing': warning(
    words('Нет ни одного конца.', 'There is no end event.'),
    words(
      'Добавьте конец, чтобы было видно, чем всё завершается.',
      'Add an end event, so that the outcome can be seen.',
    ),
  ),
  'element.unreachable': error(
    words('До элемента «{name}» дойти нельзя.', 'The element "{name}" cannot be reached.'),
    words('Проведите к нему поток или уберите его.', 'Lead a flow to it or remove it.'),
  ),
  'element.deadEnd': warning(
    words(
      'Из элемента «{name}» нет выхода, хотя это не конец.',
      'Nothing leads on from the element "{name}", though it is not an end event.',
    ),
    words('Проведите поток дальше или поставьте конец.', 'Lead a flow on, or place an end event.'),
  ),
  'flow.crossesBorder': error(
    words('Поток «{name}» пересекает границу подпроцесса.', 'The flow "{name}" crosses the border of a sub-process.'),
    words(
      'Соедините элементы внутри одного подпроцесса; наружу ведёт сам подпроцесс или событие на его границе.',
      'Connect elements of one sub-process; the sub-process itself or a boundary event leads out.',
    ),
  ),
  'flow.targetNotAllowed': error(
    words('Поток не может вести в «{name}»: {reason}.', 'A flow cannot lead to "{name}": {reason}.'),
    words('Проведите поток к другому элементу.', 'Lead the flow to another element.'),
  ),
  'flow.sourceNotAllowed': error(
    words('Поток не может выходить из «{name}»: {reason}.', 'A flow cannot leave "{name}": {reason}.'),
    words('Проведите поток от другого элемента.', 'Lead the flow from another element.'),
  ),
  'flow.duplicate': warning(
    words(
      'Между этими элементами уже есть такой же поток: «{name}».',
      'The same flow exists between these elements: "{name}".',
    ),
    words('Уберите один из них, если второй токен не нужен.', 'Remove one of them unless a second token is wanted.'),
  ),
  'flow.conditionIgnored': warning(
    words(
      'Условие не проверяется: из «{name}» идут по всем потокам.',
      'The condition is not tested: every flow of "{name}" is taken.',
    ),
    words(
      'Уберите условие или поставьте шлюз выбора.',
      'Remove the condition or place an exclusive or inclusive gateway.',
    ),
  ),
  'flow.conditionMissing': error(
    words(
      'У потока из «{name}» нет условия, и он не по умолчанию.',
      'A flow from "{name}" has no condition and is not the default.',
    ),
    words(
      'Задайте условие или сделайте поток потоком по умолчанию.',
      'Give it a condition, or make it the default flow.',
    ),
  ),
  'flow.defaultTwice': error(
    words('У «{name}» больше одного потока по умолчанию.', '"{name}" has more than one default flow.'),
    words('Оставьте один.', 'Keep one.'),
  ),
  'flow.defaultWithCondition': error(
    words('У потока по умолчанию не может быть условия.', 'The default flow cannot have a condition.'),
    words('Уберите условие или признак «по умолчанию».', 'Remove the condition, or the mark "default".'),
  ),
  'flow.defaultNotAllowed': error(
    words('У «{name}» не бывает потока по умолчанию.', '"{name}" cannot have a default flow.'),
    words('Уберите признак «по умолчанию».', 'Remove the mark "default".'),
  ),
  'flow.defaultAlone': warning(
    words(
      'Поток по умолчанию единственный: условий, кроме него, нет.',
      'The default flow stands alone: no other flow has a condition.',
    ),
    words(
      'Уберите признак «по умолчанию» или добавьте потоки с условиями.',
      'Remove the mark "default", or add flows with conditions.',
    ),
  ),
  'gateway.noDefault': warning(
    words(
      'У шлюза «{name}» нет потока по умолчанию: если ни одно условие не истинно, возникнет инцидент.',
      'The gateway "{name}" has no default flow: if no condition holds, an incident arises.',
    ),
    words('Сделайте один из потоков потоком по умолчанию.', 'Make one of the flows the default.'),
  ),
  'gateway.noEffect': warning(
    words('Шлюз «{name}» ничего не разделяет и не соединяет.', 'The gateway "{name}" neither splits nor joins.'),
    words('Уберите шлюз.', 'Remove the gateway.'),
  ),
  'eventSubProcess.start': error(
    words(
      'У событийного подпроцесса должно быть ровно одно начало, и с триггером.',
      'An event sub-process needs exactly one start event, and with a trigger.',
    ),
    words('Оставьте одно начало и задайте ему триггер.', 'Keep one start event and give it a trigger.'),
  ),
  'eventSubProcess.nonInterrupting': error(
    words('Триггер «{trigger}» не бывает непрерывающим.', 'The trigger "{trigger}" cannot be non-interrupting.'),
    words('Уберите interrupting: false.', 'Remove `interrupting: false`.'),
  ),
  'boundary.host': error(
    words(
      'Событие на границе может стоять только на действии, а «{name}» — не действие.',
      'A boundary event stands on an activity only, and "{name}" is none.',
    ),
    words('Укажите задачу, вызов или подпроцесс.', 'Name a task, a call activity or a sub-process.'),
  ),
  'boundary.parent': error(
    words(
      'Событие на границе и действие «{name}» лежат в разных подпроцессах.',
      'The boundary event and the activity "{name}" lie in different sub-processes.',
    ),
    words('Укажите тот же parent.', 'Give both the same `parent`.'),
  ),
  'boundary.nonInterrupting': error(
    words(
      'Триггер «{trigger}» на границе не бывает непрерывающим.',
      'The trigger "{trigger}" on a boundary cannot be non-interrupting.',
    ),
    words('Уберите interrupting: false.', 'Remove `interrupting: false`.'),
  ),
  'boundary.cancelHost': error(
    words(
      'Отмену ловит только граница транзакции, а «{name}» — не транзакция.',
      'Only the boundary of a transaction catches a cancel, and "{name}" is none.',
    ),
    words(
      'Поставьте событие на транзакцию или выберите другой триггер.',
      'Attach the event to a transaction, or choose another trigger.',
    ),
  ),
  'boundary.compensationFlow': error(
    words(
      'Из события компенсации должен выходить ровно один поток, и к действию с признаком forCompensation.',
      'Exactly one flow leaves a compensation boundary event, and it leads to an activity marked forCompensation.',
    ),
    words('Проведите один поток к обработчику.', 'Lead one flow to the handler.'),
  ),
  'eventGateway.targets': error(
    words(
      'Шлюзу по событию нужно не меньше двух исходящих потоков.',
      'An event-based gateway needs two outgoing flows at least.',
    ),
    words('Добавьте событие, между которыми выбирать.', 'Add another event to choose from.'),
  ),
  'eventGateway.target': error(
    words('После шлюза по событию не может стоять «{name}».', '"{name}" cannot follow an event-based gateway.'),
    words(
      'Поставьте ожидание сообщения, сигнала, таймера, срока или условия либо приём сообщения.',
      'Place a catch event for a message, signal, timer, deadline or condition, or a receive task.',
    ),
  ),
  'eventGateway.targetIncoming': error(
    words(
      'В «{name}» ведёт и другой поток, а до него можно дойти только через шлюз.',
      'Another flow leads to "{name}", but only the gateway may.',
    ),
    words('Поставьте отдельное ожидание для другого пути.', 'Place a catch event of its own on the other way.'),
  ),
  'eventGateway.mixed': error(
    words(
      'После одного шлюза стоят и приём сообщения, и ожидание сообщения.',
      'A receive task and a message catch event follow the same gateway.',
    ),
    words('Оставьте что-то одно.', 'Use one of the two.'),
  ),
  'eventGateway.instantiate': error(
    words(
      'В шлюз, который начинает процесс, не может вести поток, и стоит он в самом процессе.',
      'No flow leads to a gateway that starts the process, and it stands in the process itself.',
    ),
    words('Уберите входящий поток или instantiate.', 'Remove the incoming flow, or `instantiate`.'),
  ),
  'eventGateway.parallel': error(
    words(
      'Ждать всех событий может только шлюз, который начинает процесс.',
      'Only a gateway that starts the process may wait for all events.',
    ),
    words('Уберите kind: parallel или добавьте instantiate.', 'Remove `kind: parallel`, or add `instantiate`.'),
  ),
  'receiveTask.instantiate': error(
    words(
      'В приём сообщения, который начинает процесс, не может вести поток, и стоит он в самом процессе.',
      'No flow leads to a receive task that starts the process, and it stands in the process itself.',
    ),
    words('Уберите входящий поток или instantiate.', 'Remove the incoming flow, or `instantiate`.'),
  ),
  'link.noTarget': error(
    words('Ссылка «{name}» никуда не ведёт.', 'The link "{name}" leads nowhere.'),
    words(
      'Добавьте в том же подпроцессе ожидание с той же ссылкой.',
      'Add a catch event with the same link in the same sub-process.',
    ),
  ),
  'link.severalTargets': error(
    words('У ссылки «{name}» несколько целей.', 'The link "{name}" has several targets.'),
    words('Оставьте одну.', 'Keep one.'),
  ),
  'link.noSource': warning(
    words('По ссылке «{name}» никто не приходит.', 'Nobody jumps to the link "{name}".'),
    words(
      'Добавьте событие с той же ссылкой или уберите цель.',
      'Add a throw event with the same link, or remove the target.',
    ),
  ),
  'compensation.unbound': error(
    words(
      'Обработчик «{name}» не связан ни с одним событием компенсации.',
      'The handler "{name}" belongs to no compensation boundary event.',
    ),
    words(
      'Проведите к нему поток из события компенсации на границе действия.',
      'Lead a flow to it from a compensation event on the boundary of an activity.',
    ),
  ),
  'compensation.noHandler': error(
    words('У действия «{name}» нет компенсации.', 'The activity "{name}" has no compensation.'),
    words(
      'Добавьте событие компенсации на его границу или событийный подпроцесс внутри него.',
      'Add a compensation event on its boundary or an event sub-process inside it.',
    ),
  ),
} as const satisfies CodeList;
