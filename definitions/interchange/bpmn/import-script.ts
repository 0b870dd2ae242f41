import type { ActivityBase, Element, Mapping, SequenceFlow } from '../../schema/definition.ts';
import type { ActivityData } from './import-data.ts';
import { type ImportContext, type ScriptReplacement, report } from './import-context.ts';
import { type Node, labelOf, text } from './moddle.ts';

/** An activity with the content a script replacement put into it. */
export interface Replaced {
  activity: Element;
  content: Element[];
  flows: SequenceFlow[];
}

const feelFormat = /feel/i;

/**
 * A script in FEEL is a list of assignments, one a line, `name := expression`; without data outputs of its own the task
 * writes where the names are declared. Other languages are a matter for `options.scriptTask`.
 */
export function importScript(
  context: ImportContext,
  node: Node,
  common: ActivityBase,
  data: ActivityData,
): Element | Replaced {
  const format = text(node, 'scriptFormat') ?? text(node, 'scriptLanguage');
  const script = text(node, 'script') ?? '';
  // What the task puts out is local to it: without the declaration it would be written to the process.
  const locals = data.dataOutputs.map((to) => ({ to, value: 'null' }));
  const inputs = [...locals, ...(common.inputs ?? [])];
  const task: ActivityBase = { ...common, ...(inputs.length > 0 && { inputs }) };
  const assignments = format !== undefined && feelFormat.test(format) ? parseAssignments(script) : undefined;
  if (assignments !== undefined) return { ...task, type: 'scriptTask', assignments };
  const replacement = context.options.scriptTask?.({
    id: common.id,
    format,
    text: script,
    dataInputs: data.dataInputs,
    dataOutputs: data.dataOutputs,
    looped: common.loop !== undefined,
  });
  if (replacement !== undefined) return replaced(task, replacement);
  report(
    context,
    'bpmn.script.language',
    labelOf(node),
    `The script is in ${format ?? 'no named language'}; only FEEL assignments (name := expression) are run`,
    { of: node, name: 'assignments' },
  );
  return { ...task, type: 'scriptTask', assignments: [] };
}

function replaced(task: ActivityBase, { activity, content = [], flows = [] }: ScriptReplacement): Replaced {
  const inputs = [...(task.inputs ?? []), ...(('inputs' in activity && activity.inputs) || [])];
  return {
    activity: { ...activity, ...task, ...(inputs.length > 0 && { inputs }) } as Element,
    content: content.map((element) => ({ ...element, parent: element.parent ?? task.id })),
    flows,
  };
}

/** `a := 1` line by line; undefined when a line is not an assignment. A line that starts with a space goes on. */
export function parseAssignments(script: string): Mapping[] | undefined {
  const mappings: Mapping[] = [];
  for (const line of script.split(/\r?\n/)) {
    const last = mappings.at(-1);
    const [, to, value] = /^([\p{L}_][\p{L}\p{N}_.]*)\s*:=\s*(.+)$/u.exec(line) ?? [];
    if (to !== undefined && value !== undefined) mappings.push({ to, value: value.trim() });
    else if (/^\s+\S/.test(line) && last !== undefined) last.value += `\n${line}`;
    else if (line.trim() !== '') return undefined;
  }
  return mappings;
}
