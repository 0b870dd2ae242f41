import type { Element } from '../../schema/definition.ts';
import { regimes } from '../../calendar/index.ts';
import { isZone } from '../../calendar/zone.ts';
import type { Check, Report } from '../check.ts';
import type { IssueCode } from '../codes.ts';
import type { CheckContext } from '../context.ts';
import type { Outline } from '../outline.ts';

/** Every name means something: elements, declared names, statuses, documents, deadlines, and what the context knows. */
export const references: Check = (outline, report, context) => {
  const { definition } = outline;
  const known = {
    message: new Set((definition.messages ?? []).map(({ name }) => name)),
    signal: new Set((definition.signals ?? []).map(({ name }) => name)),
    error: new Set((definition.errors ?? []).map(({ code }) => code)),
    escalation: new Set((definition.escalations ?? []).map(({ code }) => code)),
    document: new Set((definition.documents ?? []).map(({ key }) => key)),
    status: new Set((definition.statuses ?? []).map(({ code }) => code)),
    deadline: new Set(outline.all('Deadline').map(({ value }) => value.id)),
  };
  const expect = (names: ReadonlySet<string>, code: IssueCode, name: string | undefined, pointer: string): void => {
    if (name !== undefined && !names.has(name)) report(code, pointer, { name });
  };

  for (const { value, pointer } of outline.all('Trigger')) {
    if (value.type === 'message') expect(known.message, 'ref.message', value.message, `${pointer}/message`);
    if (value.type === 'signal') expect(known.signal, 'ref.signal', value.signal, `${pointer}/signal`);
    if (value.type === 'error') expect(known.error, 'ref.error', value.error, `${pointer}/error`);
    if (value.type === 'escalation')
      expect(known.escalation, 'ref.escalation', value.escalation, `${pointer}/escalation`);
    if (value.type === 'deadline') expect(known.deadline, 'ref.deadline', value.deadline, `${pointer}/deadline`);
    if (value.type === 'compensation' && value.activity !== undefined && !outline.byId.has(value.activity)) {
      report('ref.element', `${pointer}/activity`, { name: value.activity });
    }
  }
  for (const { value, pointer } of [...outline.all('ThrownMessage'), ...outline.all('CaughtMessage')]) {
    expect(known.message, 'ref.message', value.message, `${pointer}/message`);
  }
  for (const { value, pointer } of outline.all('StatusChange'))
    expect(known.status, 'ref.status', value.code, `${pointer}/code`);
  for (const { value, pointer } of outline.all('Deadline')) {
    if (typeof value.from === 'object' && 'deadline' in value.from)
      expect(known.deadline, 'ref.deadline', value.from.deadline, `${pointer}/from/deadline`);
  }
  for (const { value, pointer } of outline.elements) {
    if (value.type === 'boundaryEvent' && !outline.byId.has(value.attachedTo))
      report('ref.element', `${pointer}/attachedTo`, { name: value.attachedTo });
    if (value.type !== 'userTask' && value.type !== 'startEvent') continue;
    for (const [index, key] of (value.documents ?? []).entries())
      expect(known.document, 'ref.document', key, `${pointer}/documents/${index}`);
  }
  for (const { value, pointer } of outline.flows) {
    for (const end of ['from', 'to'] as const) {
      if (!outline.byId.has(value[end])) report('ref.element', `${pointer}/${end}`, { name: value[end] });
    }
  }
  completers(outline, report);
  surroundings(outline, report, context);
};

function completers(outline: Outline, report: Report): void {
  for (const { value, pointer } of outline.all('Assignment')) {
    for (const [index, id] of (value.excludeCompletersOf ?? []).entries()) {
      const found = outline.byId.get(id)?.value;
      if (found === undefined) report('ref.element', `${pointer}/excludeCompletersOf/${index}`, { name: id });
      else if (!isCompleted(found)) report('ref.notUserTask', `${pointer}/excludeCompletersOf/${index}`, { name: id });
    }
  }
}

function isCompleted({ type }: Element): boolean {
  return type === 'userTask' || type === 'approval';
}

function surroundings(
  outline: Outline,
  report: Report,
  { connectors, procedures, decisions, calendars, ...context }: CheckContext,
): void {
  const presets = [...regimes.map(({ key }) => key), ...(context.regimes ?? [])];
  for (const { value, pointer } of outline.all('Deadline')) {
    if (!presets.includes(value.regime)) report('ref.regime', `${pointer}/regime`, { name: value.regime });
    if (calendars === undefined) continue;
    const schedules = calendars[value.calendar ?? 'ru'];
    if (schedules === undefined) report('ref.calendar', `${pointer}/calendar`, { name: value.calendar ?? 'ru' });
    else if (value.schedule !== undefined && !schedules.includes(value.schedule))
      report('ref.schedule', `${pointer}/schedule`, { name: value.schedule });
  }
  for (const { value, pointer } of outline.elements) {
    if (value.type === 'serviceTask' && connectors !== undefined && !Object.hasOwn(connectors, value.connector)) {
      report('ref.connector', `${pointer}/connector`, { name: value.connector });
    }
    if (value.type === 'businessRuleTask' && decisions !== undefined && !decisions.includes(value.decision)) {
      report('ref.decision', `${pointer}/decision`, { name: value.decision });
    }
    if (value.type === 'callActivity' && procedures !== undefined) {
      const versions = Object.hasOwn(procedures, value.calls) ? procedures[value.calls] : undefined;
      if (versions === undefined && value.calls !== outline.definition.key)
        report('ref.procedure', `${pointer}/calls`, { name: value.calls });
      else if (value.version !== undefined && !versions?.includes(value.version)) {
        report('ref.version', `${pointer}/version`, { name: value.calls, version: value.version });
      }
    }
  }
  for (const { value, pointer } of outline.all('DeadlineAction')) {
    if (value.type === 'notify' && connectors !== undefined && !Object.hasOwn(connectors, value.connector)) {
      report('ref.connector', `${pointer}/connector`, { name: value.connector });
    }
  }
  const { zone } = outline.definition;
  if (zone !== undefined && !isZone(zone)) report('zone.unknown', '/zone', { name: zone });
}
