import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BpmnProblem, importBpmn } from '../../definitions/interchange/bpmn/index.ts';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import { parseJson } from '../../definitions/validation/index.ts';

/** A file on its way to definitions: JSON in our language, or BPMN 2.0 XML. */
export interface DefinitionFile {
  file: string;
  /** Not checked yet: what JSON holds may be anything. */
  definitions: unknown[];
  /** Why it was not read, or not wholly understood. */
  problems: FileProblem[];
}

export interface FileProblem {
  code: string;
  severity: 'error' | 'warning';
  pointer: string;
  message: { ru: string; en: string };
}

/** The file, or every definition of a folder (not of its folders of scenarios). */
export async function definitionFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path, { recursive: true })).filter((name) => /\.(json|bpmn|xml)$/i.test(name));
  return names
    .filter((name) => !/(^|[\\/])scenarios[\\/]/.test(name))
    .sort()
    .map((name) => join(path, name));
}

export async function readDefinitionFile(file: string): Promise<DefinitionFile> {
  const text = await readFile(file, 'utf8');
  if (/\.(bpmn|xml)$/i.test(file)) {
    const { processes, problems } = await importBpmn(text);
    return { file, definitions: processes.map(({ definition }) => definition), problems: problems.map(ofBpmn) };
  }
  const parsed = parseJson(text);
  if (parsed.ok) return { file, definitions: [parsed.value], problems: [] };
  const { code, pointer, message } = parsed.problem;
  return { file, definitions: [], problems: [{ code, severity: 'error', pointer, message }] };
}

/** The report of an import speaks English only: the words name elements and attributes of BPMN. */
function ofBpmn({ code, severity, element, why }: BpmnProblem): FileProblem {
  const bad = severity === 'invalid' || severity === 'unsupported';
  return { code, severity: bad ? 'error' : 'warning', pointer: element, message: { ru: why, en: why } };
}

/** Definitions that can be run at all; what else is wrong with them, `validate` tells. */
export async function readDefinitions(file: string): Promise<ProcessDefinition[]> {
  const { definitions, problems } = await readDefinitionFile(file);
  const bad = problems.filter(({ severity }) => severity === 'error');
  if (bad.length > 0)
    throw new Error(bad.map(({ code, pointer, message }) => `${file}: ${code} ${pointer} ${message.ru}`).join('\n'));
  return definitions as ProcessDefinition[];
}
