import type { Check, Report } from '../check.ts';
import type { IssueCode } from '../codes.ts';

/** Ids and declared names are unique. Elements and flows share one namespace, deadlines have their own. */
export const identifiers: Check = (outline, report) => {
  const { definition } = outline;
  const ids = [...outline.elements, ...outline.flows].map(({ value, pointer }) => ({
    name: value.id,
    pointer: `${pointer}/id`,
  }));
  unique(ids, 'id.duplicate', report);
  const deadlines = outline.all('Deadline').map(({ value, pointer }) => ({ name: value.id, pointer: `${pointer}/id` }));
  unique(deadlines, 'id.duplicateDeadline', report);

  names('/parameters', 'name', definition.parameters, report);
  names('/documents', 'key', definition.documents, report);
  names('/statuses', 'code', definition.statuses, report);
  names('/messages', 'name', definition.messages, report);
  names('/signals', 'name', definition.signals, report);
  names('/errors', 'code', definition.errors, report);
  names('/escalations', 'code', definition.escalations, report);
  const objects = (definition.dataObjects ?? []).map(({ name, parent }, index) => ({
    name,
    key: `${parent ?? ''}/${name}`,
    pointer: `/dataObjects/${index}/name`,
  }));
  unique(objects, 'name.duplicate', report);
  for (const { value, pointer } of outline.elements) {
    if (value.type === 'userTask') names(`${pointer}/outcomes`, 'key', value.outcomes, report);
    if (value.type === 'approval') names(`${pointer}/stages`, 'id', value.stages, report);
  }
};

function names<Property extends string>(
  pointer: string,
  property: Property,
  declared: readonly { [name in Property]: string }[] | undefined,
  report: Report,
): void {
  const named = (declared ?? []).map((item, index) => ({
    name: item[property],
    pointer: `${pointer}/${index}/${property}`,
  }));
  unique(named, 'name.duplicate', report);
}

function unique(
  named: readonly { name: string; key?: string; pointer: string }[],
  code: IssueCode,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const { name, key = name, pointer } of named) {
    if (seen.has(key)) report(code, pointer, { name });
    seen.add(key);
  }
}
