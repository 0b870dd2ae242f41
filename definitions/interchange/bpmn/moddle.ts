import { BpmnModdle, type ModdleObject, type ParseWarning } from 'bpmn-moddle';
import { withAsciiIds } from './ascii-ids.ts';
import bpmnPackage from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

/** An element of the BPMN tree. Read through the functions below: what a file holds is not what types promise. */
export type Node = ModdleObject;

export const extensionUri = 'urn:reglament:bpmn:1';

/** One element, `<reglament:more>`, holds as JSON what BPMN has no place for. */
const extensionPackage = {
  name: 'Reglament',
  prefix: 'reglament',
  uri: extensionUri,
  xml: { tagAlias: 'lowerCase' },
  types: [{ name: 'More', superClass: ['Element'], properties: [{ name: 'json', isBody: true, type: 'String' }] }],
};

/** What the XML schema has as elements and bpmn-moddle 10.3 takes for attributes. */
const elementsNotAttributes: { [type: string]: string[] } = {
  GlobalScriptTask: ['script'],
  ParticipantAssociation: ['innerParticipantRef', 'outerParticipantRef'],
};

const correctedPackage = {
  ...bpmnPackage,
  types: bpmnPackage.types.map((type) => {
    const wrong = elementsNotAttributes[type.name];
    if (wrong === undefined) return type;
    const properties: { name: string; isAttr?: boolean }[] = type.properties ?? [];
    return {
      ...type,
      properties: properties.map(({ isAttr, ...rest }) =>
        isAttr && !wrong.includes(rest.name) ? { ...rest, isAttr } : rest,
      ),
    };
  }),
};

export function newModdle(): BpmnModdle {
  return new BpmnModdle({ bpmn: correctedPackage, reglament: extensionPackage });
}

export interface ParsedXml {
  root: Node;
  warnings: ParseWarning[];
  byId: { [id: string]: Node };
}

export async function parseXml(text: string): Promise<ParsedXml> {
  const { xml, originals } = withAsciiIds(text);
  const { rootElement, warnings, elementsById } = await newModdle().fromXML(xml);
  const byId: ParsedXml['byId'] = {};
  for (const [id, node] of Object.entries(elementsById)) {
    const original = originals.get(id);
    if (original !== undefined) node.set('id', original);
    byId[original ?? id] = node;
  }
  for (const warning of warnings) {
    for (const [token, original] of originals) {
      warning.message = warning.message.replaceAll(token, original);
      if (warning.value !== undefined) warning.value = warning.value.replaceAll(token, original);
    }
  }
  return { root: rootElement, warnings, byId };
}

export function is(node: Node | undefined, type: string): node is Node {
  return node !== undefined && node.$instanceOf(`bpmn:${type}`);
}

/** `bpmn:UserTask` as `UserTask`; foreign elements keep their prefix. */
export function typeOf(node: Node): string {
  return node.$type.replace(/^bpmn:/, '');
}

export function idOf(node: Node): string {
  return text(node, 'id') ?? '';
}

/** How a report names the node: its id, else its type. */
export function labelOf(node: Node): string {
  return text(node, 'id') ?? typeOf(node);
}

export function text(node: Node, property: string): string | undefined {
  const value = node.get(property);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function flag(node: Node, property: string, otherwise: boolean): boolean {
  const value = node.get(property);
  return typeof value === 'boolean' ? value : otherwise;
}

export function child(node: Node, property: string): Node | undefined {
  const value = node.get(property);
  return isNode(value) ? value : undefined;
}

export function children(node: Node, property: string): Node[] {
  const value = node.get(property);
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Text of an expression, annotation or documentation. */
export function bodyOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  return text(
    node,
    node.$instanceOf('bpmn:Documentation') || node.$instanceOf('bpmn:TextAnnotation') ? 'text' : 'body',
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && '$type' in value && '$instanceOf' in value;
}
