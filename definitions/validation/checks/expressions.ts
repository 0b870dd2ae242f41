import { builtinNames } from '../../feel/index.ts';
import type { Check, Report } from '../check.ts';
import { namesAt, schemasOfNames, variableNames } from '../expressions/known-names.ts';
import { unknownMember } from '../expressions/member.ts';
import { readExpression } from '../expressions/read-expression.ts';
import type { Outline } from '../outline.ts';

const caseMembers = [
  'id',
  'number',
  'startedAt',
  'status',
  'dueAt',
  'completedBy',
  'documents',
  'missingDocuments',
  'links',
];

/** Expressions parse, and what they name exists. */
export const expressions: Check = (outline, report) => {
  const variables = variableNames(outline);
  const parameters = new Set((outline.definition.parameters ?? []).map(({ name }) => name));
  const usedParameters = new Set<string>();
  const told = new Set<string>();
  const schemas = schemasOfNames(outline);

  for (const part of outline.all('Feel')) {
    const read = readExpression(part.value);
    if (!read.ok) {
      report('feel.syntax', part.pointer, { position: read.position, source: part.value.slice(0, 200) });
      continue;
    }
    const extra = namesAt(outline, part);
    for (const name of new Set(read.calls)) {
      if (!builtinNames.has(name) && !variables.has(name)) report('feel.unknownFunction', part.pointer, { name });
    }
    for (const { name, path, inFilter } of read.reads) {
      const [member] = path;
      if (name === 'parameters' && member !== undefined) {
        usedParameters.add(member);
        if (!parameters.has(member)) report('ref.parameter', part.pointer, { name: member });
      } else if (name === 'parameters') {
        for (const parameter of parameters) usedParameters.add(parameter);
      } else if (name === 'case') {
        caseMember(outline, path, part.pointer, report);
      } else if (
        !inFilter &&
        extra !== undefined &&
        !variables.has(name) &&
        !extra.has(name) &&
        !told.has(`${part.pointer} ${name}`)
      ) {
        told.add(`${part.pointer} ${name}`);
        report('feel.unknownName', part.pointer, { name });
      }
      const schema = schemas(part, name);
      const unknown = schema && unknownMember(schema, name, path);
      if (unknown === undefined || inFilter) continue;
      if (unknown.open) report('feel.unknownName', part.pointer, { name: `${unknown.owner}.${unknown.name}` });
      else
        report('feel.unknownMember', part.pointer, {
          owner: unknown.owner,
          name: unknown.name,
          allowed: unknown.allowed.join(', '),
        });
    }
  }
  for (const [index, { name }] of (outline.definition.parameters ?? []).entries()) {
    if (!usedParameters.has(name)) report('declaration.unused', `/parameters/${index}`, { name });
  }
};

/** `case` is made by the engine: its members, and the ids within them, are known. */
function caseMember(outline: Outline, path: readonly string[], pointer: string, report: Report): void {
  const [member, id] = path;
  if (member === undefined) return;
  if (!caseMembers.includes(member)) {
    report('feel.unknownMember', pointer, { owner: 'case', name: member, allowed: caseMembers.join(', ') });
  }
  if (id === undefined) return;
  if (member === 'dueAt' && !outline.all('Deadline').some(({ value }) => value.id === id))
    report('ref.deadline', pointer, { name: id });
  if (member === 'completedBy' && !outline.byId.has(id)) report('ref.element', pointer, { name: id });
  if (member === 'documents' && !(outline.definition.documents ?? []).some(({ key }) => key === id))
    report('ref.document', pointer, { name: id });
}
