import type { BpmnModdle } from 'bpmn-moddle';
import type { Element, ProcessDefinition } from '../../schema/definition.ts';
import type { Node } from './moddle.ts';
import { uniqueNames, xmlIdFrom } from './names.ts';

export const feelUri = 'https://www.omg.org/spec/DMN/20230324/FEEL/';

/** One definition on its way into the document: its nodes by our ids. */
export interface ProcessModel {
  definition: ProcessDefinition;
  process: Node;
  elements: Map<string, Node>;
  flows: Map<string, Node>;
  /** Departments in the order they first appear; "" for elements without one. Empty: no element has one. */
  lanes: string[];
}

/** The document on its way: root elements shared by all processes, and ids, each given out once. */
export interface Document {
  moddle: BpmnModdle;
  roots: Node[];
  declared: Map<string, Node>;
  newId: (wanted: string) => string;
}

export function newDocument(moddle: BpmnModdle): Document {
  const unique = uniqueNames();
  return { moddle, roots: [], declared: new Map(), newId: (wanted) => unique(xmlIdFrom(wanted)) };
}

export function expression(document: Document, body: string | undefined, language?: string): Node | undefined {
  if (body === undefined) return undefined;
  return document.moddle.create('bpmn:FormalExpression', { body, ...(language !== undefined && { language }) });
}

/** Characters XML 1.0 can't carry go without; our extension, where they are escaped, brings them back. */
export function xmlText(words: string): string {
  return words.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replace(/\p{Cs}/gu, '');
}

/** Message, signal, error or escalation of the document's root, made when first needed. */
export function declared(
  document: Document,
  kind: 'Message' | 'Signal' | 'Error' | 'Escalation',
  name: string,
  title?: string,
): Node {
  const key = `${kind}:${name}`;
  const known = document.declared.get(key);
  if (known !== undefined) return known;
  const words = title === undefined ? undefined : xmlText(title);
  const properties = {
    Message: { name },
    Signal: { name },
    Error: { name: words, errorCode: name },
    Escalation: { name: words, escalationCode: name },
  }[kind];
  const id = document.newId(`${kind.toLowerCase()}_${name}`);
  const node = document.moddle.create(`bpmn:${kind}`, { id, ...properties });
  document.declared.set(key, node);
  document.roots.push(node);
  return node;
}

export const activityTypes = new Set<Element['type']>([
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'manualTask',
  'task',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'approval',
]);

export const containerTypes = new Set<Element['type']>([
  'subProcess',
  'eventSubProcess',
  'transaction',
  'adHocSubProcess',
]);
