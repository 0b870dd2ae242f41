import type { ProcessDefinition } from '../../schema/definition.ts';
import { drawDiagram } from './diagram.ts';
import { createNode, fillNode } from './export-elements.ts';
import {
  declared,
  type Document,
  expression,
  feelUri,
  newDocument,
  type ProcessModel,
  xmlText,
} from './export-model.ts';
import { addExtensions } from './export-extension.ts';
import { newModdle, type Node } from './moddle.ts';

/**
 * Writes the definitions as one BPMN 2.0 document with a diagram. What BPMN cannot say is found by reading the plain
 * document back: whatever comes back otherwise goes into our extension, so nothing can be forgotten.
 */
export async function exportBpmn(definitions: ProcessDefinition[]): Promise<string> {
  const { moddle, root, models } = buildDocument(definitions);
  const plain = await moddle.toXML(root);
  await addExtensions(moddle, plain.xml, models);
  drawDiagram(moddle, root, models);
  const { xml } = await moddle.toXML(root, { format: true });
  return xml;
}

function buildDocument(definitions: ProcessDefinition[]) {
  const moddle = newModdle();
  const document = newDocument(moddle);
  const models = definitions.map((definition) => buildProcess(document, definition));
  const root = moddle.create('bpmn:Definitions', {
    id: document.newId('definitions'),
    targetNamespace: 'urn:reglament',
    expressionLanguage: feelUri,
    exporter: 'reglament',
    rootElements: [...document.roots, ...models.map((model) => model.process)],
  });
  for (const node of root.get('rootElements') as Node[]) node.$parent = root;
  return { moddle, root, models };
}

function buildProcess(document: Document, definition: ProcessDefinition): ProcessModel {
  const { moddle } = document;
  const process = moddle.create('bpmn:Process', {
    id: document.newId(definition.key),
    name: xmlText(definition.title.ru),
    isExecutable: true,
    ...(definition.description !== undefined && {
      documentation: [moddle.create('bpmn:Documentation', { text: xmlText(definition.description.ru) })],
    }),
  });
  declareAll(document, definition);
  const elements = new Map(definition.elements.map((element) => [element.id, createNode(document, element)]));
  const model: ProcessModel = { definition, process, elements, flows: new Map(), lanes: lanesOf(definition) };
  const contents = new Map<Node, Node[]>();
  const put = (node: Node, parent: string | undefined) => {
    const container = containerOf(model, parent);
    node.$parent = container;
    contents.set(container, [...(contents.get(container) ?? []), node]);
  };
  for (const element of definition.elements) {
    const node = elements.get(element.id);
    if (node === undefined || node.$parent !== undefined) continue;
    fillNode(document, element, node, elements);
    put(node, element.parent);
  }
  addFlows(document, model, put);
  for (const object of definition.dataObjects ?? []) {
    const id = document.newId(`data_${object.name}`);
    put(moddle.create('bpmn:DataObject', { id, name: object.name }), object.parent);
  }
  for (const [container, nodes] of contents) {
    const isArtifact = (node: Node) => node.$instanceOf('bpmn:Artifact');
    container.set(
      'flowElements',
      nodes.filter((node) => !isArtifact(node)),
    );
    const artifacts = nodes.filter(isArtifact);
    if (artifacts.length > 0) container.set('artifacts', artifacts);
  }
  addLanes(document, model);
  return model;
}

function declareAll(document: Document, definition: ProcessDefinition): void {
  for (const { name } of definition.messages ?? []) declared(document, 'Message', name);
  for (const { name } of definition.signals ?? []) declared(document, 'Signal', name);
  for (const { code, title } of definition.errors ?? []) declared(document, 'Error', code, title?.ru);
  for (const { code, title } of definition.escalations ?? []) declared(document, 'Escalation', code, title?.ru);
}

/** A parent that is no container, or that does not exist, is an error of the definition; the element goes to the process. */
function containerOf(model: ProcessModel, parent: string | undefined): Node {
  const node = parent === undefined ? undefined : model.elements.get(parent);
  return node !== undefined && node.$instanceOf('bpmn:SubProcess') ? node : model.process;
}

function addFlows(
  document: Document,
  model: ProcessModel,
  put: (node: Node, parent: string | undefined) => void,
): void {
  const { moddle } = document;
  const byId = new Map(model.definition.elements.map((element) => [element.id, element]));
  const handled = new Set<string>();
  for (const flow of model.definition.flows) {
    const source = model.elements.get(flow.from);
    const target = model.elements.get(flow.to);
    const from = byId.get(flow.from);
    if (source === undefined || target === undefined || from === undefined) continue;
    const ends = { id: document.newId(flow.id), sourceRef: source, targetRef: target };
    const compensates =
      from.type === 'boundaryEvent' &&
      from.triggers.some(({ type }) => type === 'compensation') &&
      target.$instanceOf('bpmn:Activity') &&
      !handled.has(from.id);
    if (compensates) {
      handled.add(from.id);
      const node = moddle.create('bpmn:Association', { ...ends, associationDirection: 'One' });
      model.flows.set(flow.id, node);
      put(node, from.parent);
      continue;
    }
    const node = moddle.create('bpmn:SequenceFlow', {
      ...ends,
      ...(flow.title !== undefined && { name: xmlText(flow.title.ru) }),
    });
    const condition = expression(document, flow.condition);
    if (condition !== undefined) node.set('conditionExpression', condition);
    if (flow.default && takesDefault(source)) source.set('default', node);
    (source.get('outgoing') as Node[]).push(node);
    (target.get('incoming') as Node[]).push(node);
    model.flows.set(flow.id, node);
    put(node, from.parent);
  }
}

function takesDefault(node: Node): boolean {
  return node.$descriptor.properties.some(({ name }) => name.replace(/^bpmn:/, '') === 'default');
}

/** Lanes need bands of the whole process, so only elements that stand in the process itself get one. */
function lanesOf(definition: ProcessDefinition): string[] {
  const departments = definition.elements
    .filter(({ parent }) => parent === undefined)
    .map(({ department }) => department ?? '');
  return departments.every((department) => department === '') ? [] : [...new Set(departments)];
}

function addLanes(document: Document, model: ProcessModel): void {
  const { moddle } = document;
  const named = model.lanes.filter((lane) => lane !== '');
  if (named.length === 0) return;
  const lanes = named.map((lane, i) =>
    moddle.create('bpmn:Lane', {
      id: document.newId(`${model.definition.key}_lane_${i + 1}`),
      name: xmlText(lane),
      flowNodeRef: model.definition.elements.flatMap((element) => {
        const node = model.elements.get(element.id);
        return element.parent === undefined && element.department === lane && node !== undefined ? [node] : [];
      }),
    }),
  );
  const laneSet = moddle.create('bpmn:LaneSet', { id: document.newId(`${model.definition.key}_lanes`), lanes });
  for (const lane of lanes) lane.$parent = laneSet;
  laneSet.$parent = model.process;
  model.process.set('laneSets', [laneSet]);
}
