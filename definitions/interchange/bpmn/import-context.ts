import type { Element, SequenceFlow } from '../../schema/definition.ts';
import { problem, type BpmnProblem, type BpmnProblemCode } from './report.ts';
import { type Patch, touches } from './patch.ts';
import { type Node, bodyOf, idOf, is, labelOf, text } from './moddle.ts';

/** A script as the file holds it, and the variables its data associations give it. */
export interface BpmnScript {
  id: string;
  format: string | undefined;
  text: string;
  dataInputs: string[];
  dataOutputs: string[];
  /** The task runs in a loop or several times at once. */
  looped: boolean;
}

/**
 * What takes the place of a script we do not run. The first element is the activity itself: it takes over id, title,
 * place, loop, quantities and data of the script task; further elements and flows are its content.
 */
export interface ScriptReplacement {
  activity: Element;
  content?: Element[];
  flows?: SequenceFlow[];
}

export interface ImportOptions {
  limits?: { size: number; depth: number };
  /** Scripts in a language that is not FEEL. Without it, or when it yields nothing, they are reported as unsupported. */
  scriptTask?: (script: BpmnScript) => ScriptReplacement | undefined;
}

/** What one run of the importer shares: the tables of the file, and the report. */
export interface ImportContext {
  options: ImportOptions;
  problems: BpmnProblem[];
  /** Our own additions of a node, from its extension elements. */
  patches: Map<Node, Patch>;
  /** Called element id to the key of an imported process. */
  keys: Map<string, string>;
  /** Variable of each data item. */
  variables: Map<Node, string>;
  /** Message a message flow gives to a node that names none. */
  messageFlows: Map<string, string>;
  lanes: Map<Node, string>;
  /** Compensation boundary event and its handler, by association. */
  compensations: Map<Node, { association: Node; handler: Node }>;
}

/** Reports a problem, unless our own extension of the node says what the member `field` is. */
export function report(
  context: ImportContext,
  code: BpmnProblemCode,
  node: Node | string,
  why: string,
  field?: { of: Node; name: string },
): void {
  const patch = field && context.patches.get(field.of);
  if (patch && field && touches(patch, field.name)) return;
  context.problems.push(problem(code, typeof node === 'string' ? node : labelOf(node), why));
}

/** Our id of a node: the XML id, unless the export had to change it. */
export function elementId(context: ImportContext, node: Node): string {
  const patched = context.patches.get(node)?.['id'];
  return typeof patched === 'string' ? patched : idOf(node);
}

const feelLanguage = /feel/i;

/** FEEL of an expression, without the leading "=" that some tools write. */
export function feelOf(
  context: ImportContext,
  expression: Node | undefined,
  owner: Node,
  field?: string,
): string | undefined {
  const body = bodyOf(expression);
  if (expression === undefined || body === undefined) return undefined;
  const own = is(expression, 'FormalExpression') ? text(expression, 'language') : undefined;
  const foreign = own !== undefined ? !feelLanguage.test(own) : /^[$#]\{/.test(body);
  if (foreign) {
    const language = own ?? 'the unified expression language';
    report(
      context,
      'bpmn.expression.language',
      owner,
      `The expression "${body}" is in ${language}; only FEEL is evaluated`,
      field === undefined ? undefined : { of: owner, name: field },
    );
  }
  return body.replace(/^=\s*/, '');
}

/** Values that are text in BPMN unless the expression says it is FEEL. */
export function isFeel(context: ImportContext, expression: Node): boolean {
  const body = bodyOf(expression) ?? '';
  const language = is(expression, 'FormalExpression') ? text(expression, 'language') : undefined;
  return body.startsWith('=') || (language !== undefined && feelLanguage.test(language));
}
