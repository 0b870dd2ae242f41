import type { Element, ProcessDefinition, SequenceFlow, Text } from '../../schema/definition.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';
import { isActivity, isContainer } from '../outline.ts';
import { textWords } from './values.ts';

/** How parts of a definition are called in a difference. */
export interface Places {
  element(element: Element): BothLanguages;
  flow(flow: SequenceFlow): BothLanguages;
}

/** Steps are the activities in the order of the file, numbered from 1, as a person would count them. */
export function placesOf(definition: ProcessDefinition): Places {
  const numbers = new Map<string, number>();
  const byId = new Map<string, Element>();
  for (const element of definition.elements) {
    byId.set(element.id, element);
    if (isActivity(element) && !isContainer(element)) numbers.set(element.id, numbers.size + 1);
  }
  const named = (id: string): BothLanguages => {
    const element = byId.get(id);
    return element === undefined ? words(`«${id}»`, `"${id}"`) : textWords(element.title);
  };
  return {
    element(element) {
      const title = textWords(element.title);
      const number = numbers.get(element.id);
      if (number !== undefined) return words(`шаг ${number} ${title.ru}`, `step ${number} ${title.en}`);
      if (isContainer(element)) return words(`подпроцесс ${title.ru}`, `sub-process ${title.en}`);
      if (element.type.endsWith('Gateway')) return words(`шлюз ${title.ru}`, `gateway ${title.en}`);
      return words(`событие ${title.ru}`, `event ${title.en}`);
    },
    flow({ from, to }) {
      return words(`переход ${named(from).ru} → ${named(to).ru}`, `flow ${named(from).en} → ${named(to).en}`);
    },
  };
}

const partNames: { readonly [property: string]: readonly [ru: string, en: string] } = {
  parameters: ['настройка', 'parameter'],
  documents: ['документ', 'document'],
  statuses: ['статус', 'status'],
  messages: ['сообщение', 'message'],
  signals: ['сигнал', 'signal'],
  errors: ['ошибка', 'error'],
  escalations: ['эскалация', 'escalation'],
  dataObjects: ['объект данных', 'data object'],
  deadlines: ['срок', 'deadline'],
  term: ['срок', 'deadline'],
  outcomes: ['исход', 'outcome'],
  stages: ['этап', 'stage'],
  inputs: ['входные данные', 'input'],
  outputs: ['выходные данные', 'output'],
  payload: ['содержимое', 'payload'],
  assignments: ['присваивание', 'assignment'],
  reminders: ['напоминание', 'reminder'],
  consequences: ['последствие просрочки', 'consequence'],
  actions: ['действие', 'action'],
  triggers: ['триггер', 'trigger'],
  approvers: ['согласующий', 'approver'],
  complex: ['событие по условию', 'event by condition'],
  grounds: ['случай приостановления', 'ground of suspension'],
};

/** An item of a list: by its title or name where it has one, else by its number. */
export function itemName(property: string, item: { title?: Text } | undefined, key: string | number): BothLanguages {
  const [ru, en] = partNames[property] ?? [property, property];
  if (item?.title !== undefined) {
    const title = textWords(item.title);
    return words(`${ru} ${title.ru}`, `${en} ${title.en}`);
  }
  return typeof key === 'number'
    ? words(`${ru} ${key + 1}`, `${en} ${key + 1}`)
    : words(`${ru} «${key}»`, `${en} "${key}"`);
}
