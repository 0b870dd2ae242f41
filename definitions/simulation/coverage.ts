import type { ProcessDefinition } from '../schema/definition.ts';
import type { JournalEntry } from '../engine/index.ts';

/** How often each element and flow of a procedure was taken, over any number of runs. */
export interface Coverage {
  key: string;
  elements: { [id: string]: number };
  flows: { [id: string]: number };
}

export interface CoverageSummary {
  key: string;
  elements: { covered: number; all: number; missing: string[] };
  flows: { covered: number; all: number; missing: string[] };
}

export function coverageOf(definition: ProcessDefinition, journals: JournalEntry[][]): Coverage {
  const elements = Object.fromEntries(definition.elements.map(({ id }) => [id, 0]));
  const flows = Object.fromEntries(definition.flows.map(({ id }) => [id, 0]));
  const entered = (id: string) => {
    if (id in elements) elements[id] = (elements[id] ?? 0) + 1;
  };
  for (const record of journals.flat().flatMap(({ records }) => records)) {
    if (record.type === 'element.entered') entered(record.elementId);
    else if (record.type === 'flow.taken' && record.flowId in flows)
      flows[record.flowId] = (flows[record.flowId] ?? 0) + 1;
  }
  for (const { id, from, to } of definition.flows) {
    // The way from a compensation boundary event to its handler is an association: no token takes it.
    if (isCompensation(definition, from)) {
      flows[id] = elements[to] ?? 0;
      elements[from] = Math.max(elements[from] ?? 0, elements[to] ?? 0);
    }
  }
  return { key: definition.key, elements, flows };
}

function isCompensation(definition: ProcessDefinition, id: string): boolean {
  const element = definition.elements.find((each) => each.id === id);
  return element?.type === 'boundaryEvent' && element.triggers.some(({ type }) => type === 'compensation');
}

/** Adds up the runs of a scenario set, procedure by procedure. */
export function mergeCoverage(all: Coverage[]): Coverage[] {
  const byKey = new Map<string, Coverage>();
  for (const { key, elements, flows } of all) {
    const sum = byKey.get(key) ?? { key, elements: {}, flows: {} };
    for (const [id, n] of Object.entries(elements)) sum.elements[id] = (sum.elements[id] ?? 0) + n;
    for (const [id, n] of Object.entries(flows)) sum.flows[id] = (sum.flows[id] ?? 0) + n;
    byKey.set(key, sum);
  }
  return [...byKey.values()];
}

export function summarise({ key, elements, flows }: Coverage): CoverageSummary {
  const count = (taken: { [id: string]: number }) => {
    const missing = Object.entries(taken).flatMap(([id, n]) => (n === 0 ? [id] : []));
    const all = Object.keys(taken).length;
    return { covered: all - missing.length, all, missing };
  };
  return { key, elements: count(elements), flows: count(flows) };
}
