import type { BpmnModdle } from 'bpmn-moddle';
import type { ProcessDefinition } from '../../schema/definition.ts';
import type { ProcessModel } from './export-model.ts';
import { importBpmn } from './import.ts';
import { idOf, type Node } from './moddle.ts';
import { diff, type Patch } from './patch.ts';

/** Reads the plain document back and adds to every node what came back otherwise than the definition has it. */
export async function addExtensions(moddle: BpmnModdle, plain: string, models: ProcessModel[]): Promise<void> {
  const { processes } = await importBpmn(plain, { limits: { size: Infinity, depth: Infinity } });
  for (const model of models) {
    const native = processes.find(({ bpmnId }) => bpmnId === idOf(model.process))?.definition;
    if (native === undefined) continue;
    addAll(moddle, native.elements, model.definition.elements, model.elements);
    addAll(moddle, native.flows, model.definition.flows, model.flows);
    const patch = processPatch(native, model.definition);
    if (patch !== undefined) add(moddle, model.process, patch);
  }
}

function addAll<T extends { id: string }>(
  moddle: BpmnModdle,
  native: T[],
  wanted: T[],
  nodes: Map<string, Node>,
): void {
  const byXmlId = new Map(native.map((item) => [item.id, item]));
  const names = new Map([...nodes].map(([id, node]) => [idOf(node), id]));
  for (const item of wanted) {
    const node = nodes.get(item.id);
    const found = node && byXmlId.get(idOf(node));
    const patch = found && diff(withIds(found, names), { ...item });
    if (node !== undefined && patch !== undefined) add(moddle, node, patch);
  }
}

/**
 * The plain document refers by XML ids; the importer maps them back by the `id` of our extension. Where an id had to be
 * changed, its references must not become differences.
 */
function withIds<T extends { id: string }>(item: T, names: Map<string, string>): { [member: string]: unknown } {
  const result: { [member: string]: unknown } = { ...item };
  for (const member of ['parent', 'attachedTo']) {
    const value = result[member];
    if (typeof value === 'string') result[member] = names.get(value) ?? value;
  }
  return result;
}

function processPatch(native: ProcessDefinition, wanted: ProcessDefinition): Patch | undefined {
  const { elements: nativeElements, flows: nativeFlows, ...nativeRest } = native;
  const { elements, flows, ...rest } = wanted;
  const order = {
    ...(!sameOrder(nativeElements, elements) && { elements: elements.map(({ id }) => id) }),
    ...(!sameOrder(nativeFlows, flows) && { flows: flows.map(({ id }) => id) }),
  };
  const patch = diff(nativeRest, rest);
  return Object.keys(order).length > 0 ? { ...patch, order } : patch;
}

function sameOrder(a: { id: string }[], b: { id: string }[]): boolean {
  return a.length === b.length && a.every((item, i) => item.id === b[i]?.id);
}

function add(moddle: BpmnModdle, node: Node, patch: Patch): void {
  const more = moddle.create('reglament:More', { json: JSON.stringify(patch) });
  const extension = moddle.create('bpmn:ExtensionElements', { values: [more] });
  more.$parent = extension;
  extension.$parent = node;
  node.set('extensionElements', extension);
}
