import type { ProcessDefinition } from '../../schema/definition.ts';
import { documentation, importActivity } from './import-activity.ts';
import { type ImportContext, type ImportOptions, report } from './import-context.ts';
import { type Declarations, declarationsFor, declarationsOf } from './import-declarations.ts';
import { type Content, importContent } from './import-nodes.ts';
import { callables, fillTables, newContext, readWarnings } from './import-tables.ts';
import { type Node, type ParsedXml, children, flag, idOf, is, parseXml, text, typeOf } from './moddle.ts';
import { applyPatch, isPlain } from './patch.ts';
import { type BpmnProblem, problem } from './report.ts';
import { guardXml } from './xml-guard.ts';

export interface BpmnImport {
  processes: ImportedProcess[];
  problems: BpmnProblem[];
  /** Nothing invalid and nothing unsupported: what was imported means what the file means. */
  faithful: boolean;
}

export interface ImportedProcess {
  /** Id of the process or global task in the file. */
  bpmnId: string;
  executable: boolean;
  definition: ProcessDefinition;
}

/** Reads BPMN 2.0 XML. Never throws on what a file may hold: a document that can't be read at all yields no process. */
export async function importBpmn(xml: string, options: ImportOptions = {}): Promise<BpmnImport> {
  const refused = guardXml(xml, options.limits);
  if (refused !== undefined) return failed(refused);
  let parsed: ParsedXml;
  try {
    parsed = await parseXml(xml);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n').at(-1) ?? '').trim() : '';
    return failed(problem('bpmn.xml.malformed', '', `This is not a BPMN 2.0 document: ${reason}`));
  }
  const context = newContext(options);
  readWarnings(context, parsed);
  fillTables(context, parsed);
  const roots = children(parsed.root, 'rootElements');
  readRoot(context, parsed.root, roots);
  const found = callables(roots);
  if (found.length === 0) report(context, 'bpmn.noProcess', '', 'The document holds no process');
  const declarations = declarationsOf(roots);
  const processes = found.map((node) => importProcess(context, node, declarations, found.length > 1));
  const { problems } = context;
  return {
    processes,
    problems,
    faithful: !problems.some(({ severity }) => severity === 'invalid' || severity === 'unsupported'),
  };
}

function failed(refused: BpmnProblem): BpmnImport {
  return { processes: [], problems: [refused], faithful: false };
}

function readRoot(context: ImportContext, root: Node, roots: Node[]): void {
  const language = text(root, 'expressionLanguage');
  if (language !== undefined && !/feel/i.test(language)) {
    const why = `The file says its expressions are in ${language}; those that name no language are read as FEEL`;
    report(context, 'bpmn.expression.assumed', root, why);
  }
  for (const node of roots) {
    if (is(node, 'Choreography')) report(context, 'bpmn.element.unsupported', node, 'Choreographies are not executed');
    const keys = is(node, 'Collaboration')
      ? 'correlationKeys'
      : is(node, 'Process')
        ? 'correlationSubscriptions'
        : undefined;
    if (keys !== undefined && children(node, keys).length > 0) {
      const why = 'Correlation keys are not read; give the message event a correlation key in our extension';
      report(context, 'bpmn.correlation', node, why);
    }
  }
}

function importProcess(context: ImportContext, node: Node, declared: Declarations, onlyUsed: boolean): ImportedProcess {
  const content = is(node, 'Process') ? importContent(context, node, undefined) : globalTask(context, node);
  const key = context.keys.get(idOf(node)) ?? '';
  const native: ProcessDefinition = {
    language: 1,
    key,
    title: { ru: text(node, 'name') ?? idOf(node) },
    ...documentation(node),
    ...declarationsFor(content.native, declared, onlyUsed),
    ...(content.dataObjects.length > 0 && { dataObjects: content.dataObjects }),
    elements: content.elements,
    flows: content.flows,
  };
  const { order, ...patch } = context.patches.get(node) ?? {};
  const definition = applyPatch(native, patch);
  return {
    bpmnId: idOf(node),
    executable: is(node, 'GlobalTask') || flag(node, 'isExecutable', true),
    definition: { ...definition, key, ...inOrder(definition, order) },
  };
}

/** A global task is a process of one activity, so that it can be called like one. */
function globalTask(context: ImportContext, node: Node): Content {
  const base = { id: idOf(node), title: { ru: text(node, 'name') ?? idOf(node) } };
  const activity =
    is(node, 'GlobalUserTask') || typeOf(node) !== 'GlobalTask' ? importActivity(context, node, base) : undefined;
  const start = { id: `${base.id}_start`, type: 'startEvent' as const, title: base.title };
  const end = { id: `${base.id}_end`, type: 'endEvent' as const, title: base.title };
  const main =
    activity === undefined ? { ...base, type: 'task' as const } : 'activity' in activity ? activity.activity : activity;
  const inner = activity !== undefined && 'activity' in activity ? activity : { content: [], flows: [] };
  const elements = [start, main, ...inner.content, end];
  const flows = [
    { id: `${base.id}_in`, from: start.id, to: base.id },
    { id: `${base.id}_out`, from: base.id, to: end.id },
    ...inner.flows,
  ];
  return { elements, native: elements, flows, dataObjects: [] };
}

/** The order of the definition where it is not that of the document, as our extension keeps it. */
function inOrder(definition: ProcessDefinition, order: unknown): Pick<ProcessDefinition, 'elements' | 'flows'> {
  return {
    elements: sorted(definition.elements, isPlain(order) ? order['elements'] : undefined),
    flows: sorted(definition.flows, isPlain(order) ? order['flows'] : undefined),
  };
}

/** What the list does not name keeps its place after the one before it. */
function sorted<T extends { id: string }>(items: T[], ids: unknown): T[] {
  if (!Array.isArray(ids)) return items;
  const rank = new Map(ids.map((id, i) => [String(id), i]));
  let last = -1;
  return items
    .map((item) => {
      last = rank.get(item.id) ?? last;
      return { item, last };
    })
    .sort((a, b) => a.last - b.last)
    .map(({ item }) => item);
}
