import type { Deadline, Element, ProcessDefinition, Text } from '../../../definitions/schema/definition.ts';

/** A row of `timeline_entry`, as the fold of the journal wrote it. */
export interface TimelineRow {
  seq: number;
  ordinal: number;
  at: Date;
  type: string;
  actor_kind: string;
  actor_id: string;
  element_id: string | null;
  detail: { [name: string]: unknown };
}

export interface TimelineEntry {
  seq: number;
  at: string;
  type: string;
  actor: { kind: string; id: string };
  elementId?: string;
  text: Required<Text>;
  reason?: Required<Text>;
}

/** What a person reads about a case: the journal's records in the words of its definition, in both languages. */
export class TimelineWords {
  readonly #elements: ReadonlyMap<string, Element>;
  readonly #deadlines: ReadonlyMap<string, Deadline>;
  readonly #definition: ProcessDefinition;
  readonly #deadlineOfLedger: ReadonlyMap<string, string>;

  /** `deadlineOfLedger`: which deadline each ledger of the case keeps. */
  constructor(definition: ProcessDefinition, deadlineOfLedger: ReadonlyMap<string, string>) {
    this.#definition = definition;
    this.#deadlineOfLedger = deadlineOfLedger;
    this.#elements = new Map(definition.elements.map((element) => [element.id, element]));
    this.#deadlines = new Map(deadlinesOf(definition).map((deadline) => [deadline.id, deadline]));
  }

  entry(row: TimelineRow): TimelineEntry {
    const text = this.#text(row);
    const reason = row.detail['reason'];
    return {
      seq: row.seq,
      at: row.at.toISOString(),
      type: row.type,
      actor: { kind: row.actor_kind, id: row.actor_id },
      ...(row.element_id === null ? {} : { elementId: row.element_id }),
      text,
      ...(isText(reason) ? { reason: both(reason) } : {}),
    };
  }

  /** What the applicant is shown: the course of the case, own tasks and own terms; who works on it inside is not. */
  concernsApplicant(row: TimelineRow): boolean {
    if (row.type.startsWith('incident.') || row.type === 'message.caught') return false;
    if (row.type.startsWith('userTask.')) {
      const element = this.#elements.get(row.element_id ?? '');
      return element?.type === 'userTask' && element.performer === 'applicant';
    }
    if (row.type.startsWith('deadline.')) {
      const deadline = this.#deadlines.get(this.#deadlineId(row.detail) ?? '');
      return row.type !== 'deadline.reminded' && (deadline?.owner === 'applicant' || deadline?.class === 'statutory');
    }
    return true;
  }

  statusTitle(code: string): Required<Text> {
    const status = this.#definition.statuses?.find((candidate) => candidate.code === code);
    return status ? both(status.title) : (canonicalTitles[code] ?? both(code));
  }

  elementTitle(id: string): Required<Text> {
    const element = this.#elements.get(id);
    return both(element?.title ?? id);
  }

  deadlineTitle(id: string): Required<Text> {
    return both(this.#deadlines.get(id)?.title ?? id);
  }

  #deadlineId(detail: TimelineRow['detail']): string | undefined {
    const direct = detail['deadlineId'];
    return typeof direct === 'string' ? direct : this.#deadlineOfLedger.get(String(detail['ledgerId']));
  }

  #text({ type, detail, element_id: elementId }: TimelineRow): Required<Text> {
    const task = isText(detail['title']) ? both(detail['title']) : this.elementTitle(elementId ?? '');
    const deadline = (): Required<Text> => this.deadlineTitle(this.#deadlineId(detail) ?? '');
    switch (type) {
      case 'instance.started':
        return say('Дело открыто', 'Case opened', detail['number'] ? `№ ${String(detail['number'])}` : undefined);
      case 'instance.completed': {
        const ends = (detail['endElements'] as string[] | undefined) ?? [];
        const titles = ends.map((id) => this.elementTitle(id));
        return {
          ru: ['Дело завершено', titles.map(({ ru }) => ru).join(', ')].filter(Boolean).join(': '),
          en: ['Case completed', titles.map(({ en }) => en).join(', ')].filter(Boolean).join(': '),
        };
      }
      case 'instance.failed':
        return say('Дело остановлено ошибкой', 'Case failed', String(detail['code']));
      case 'instance.cancelled':
        return say('Дело прекращено', 'Case cancelled');
      case 'instance.suspended':
        return say('Дело приостановлено', 'Case suspended');
      case 'instance.resumed':
        return say('Дело возобновлено', 'Case resumed');
      case 'status.changed':
        return prefixed('Статус', 'Status', this.statusTitle(String(detail['code'])));
      case 'documents.attached':
        return this.#attached(detail['documents'] as { document: string; name: string }[]);
      case 'userTask.opened':
        return prefixed('Задание', 'User task', task);
      case 'userTask.completed':
        return this.#completed(task, elementId, detail['outcome']);
      case 'userTask.cancelled':
        return prefixed('Задание снято', 'User task cancelled', task);
      case 'deadline.opened':
        return this.#due('Срок', 'Term', deadline(), detail['dueAt']);
      case 'deadline.changed':
        return this.#due('Срок изменён', 'Term changed', deadline(), detail['dueAt']);
      case 'deadline.reminded':
        return prefixed('Напоминание о сроке', 'Reminder of a term', deadline());
      case 'deadline.breached':
        return this.#due('Срок нарушен', 'Term breached', deadline(), detail['dueAt']);
      case 'deadline.fulfilled':
        return prefixed('Срок соблюдён', 'Term kept', deadline());
      case 'message.caught': {
        const name = String(detail['message']);
        const declared = this.#definition.messages?.find((message) => message.name === name);
        return prefixed('Получено', 'Received', both(declared?.title ?? name));
      }
      case 'incident.raised':
        return say('Инцидент', 'Incident', String(detail['code']));
      case 'incident.closed':
        return say('Инцидент закрыт', 'Incident closed');
      default:
        return both(type);
    }
  }

  #attached(documents: readonly { document: string; name: string }[]): Required<Text> {
    const described = documents.map(({ document, name }) => {
      const title = both(this.#definition.documents?.find(({ key }) => key === document)?.title ?? document);
      return { ru: `${title.ru} (${name})`, en: `${title.en} (${name})` };
    });
    return {
      ru: `Приложено: ${described.map(({ ru }) => ru).join('; ')}`,
      en: `Attached: ${described.map(({ en }) => en).join('; ')}`,
    };
  }

  #completed(task: Required<Text>, elementId: string | null, outcome: unknown): Required<Text> {
    const element = this.#elements.get(elementId ?? '');
    const done = prefixed('Выполнено', 'Done', task);
    if (typeof outcome !== 'string') return done;
    const outcomes = element?.type === 'userTask' ? element.outcomes : undefined;
    const title = both(outcomes?.find(({ key }) => key === outcome)?.title ?? outcome);
    return { ru: `${done.ru} — ${title.ru}`, en: `${done.en} — ${title.en}` };
  }

  #due(ru: string, en: string, title: Required<Text>, dueAt: unknown): Required<Text> {
    const text = prefixed(ru, en, title);
    if (typeof dueAt !== 'string') return text;
    const zone = this.#definition.zone ?? 'Europe/Moscow';
    const format = (locale: string): string =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
        new Date(dueAt),
      );
    return { ru: `${text.ru}, до ${format('ru')}`, en: `${text.en}, until ${format('en-GB')}` };
  }
}

const canonicalTitles: { readonly [code: string]: Required<Text> } = { RECEIVED: { ru: 'Получено', en: 'Received' } };

/** Every rule of a term in the definition. */
export function deadlinesOf(definition: ProcessDefinition): Deadline[] {
  const ofElements = definition.elements.flatMap((element) =>
    'deadlines' in element ? (element.deadlines ?? []) : [],
  );
  return [...(definition.deadlines ?? []), ...ofElements];
}

function isText(value: unknown): value is Text | string {
  if (typeof value === 'string') return value !== '';
  return typeof value === 'object' && value !== null && typeof (value as { ru?: unknown }).ru === 'string';
}

export function both(text: Text | string): Required<Text> {
  return typeof text === 'string' ? { ru: text, en: text } : { ru: text.ru, en: text.en ?? text.ru };
}

function say(ru: string, en: string, detail?: string): Required<Text> {
  return detail === undefined ? { ru, en } : { ru: `${ru}: ${detail}`, en: `${en}: ${detail}` };
}

function prefixed(ru: string, en: string, text: Required<Text>): Required<Text> {
  return { ru: `${ru}: ${text.ru}`, en: `${en}: ${text.en}` };
}
