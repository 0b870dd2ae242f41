import type { Element, ProcessDefinition } from '../../schema/definition.ts';
import type { ImportContext } from './import-context.ts';
import { type Node, child, idOf, is, text } from './moddle.ts';
import { nameFrom } from './names.ts';

/** Name of a message or signal. Two of one name are one to us, as they are to whoever reads the diagram. */
export function declaredName(node: Node): string {
  return nameFrom(text(node, 'name') ?? idOf(node));
}

export function errorCode(node: Node): string {
  return nameFrom(text(node, 'errorCode') ?? text(node, 'name') ?? idOf(node));
}

export function escalationCode(node: Node): string {
  return nameFrom(text(node, 'escalationCode') ?? text(node, 'name') ?? idOf(node));
}

/** Message of an event definition, send or receive task: named, the operation's, or the one a message flow implies. */
export function messageOf(context: ImportContext, node: Node, owner: Node): string | undefined {
  const named = child(node, 'messageRef');
  if (named !== undefined) return declaredName(named);
  const operation = child(node, 'operationRef');
  const carried = operation && child(operation, 'inMessageRef');
  if (carried !== undefined) return declaredName(carried);
  return context.messageFlows.get(idOf(owner));
}

export type Declarations = Required<Pick<ProcessDefinition, 'messages' | 'signals' | 'errors' | 'escalations'>>;

/** The declarations of the file's root, each name once. A name that had to be changed stays as the title. */
export function declarationsOf(roots: Node[]): Declarations {
  const all = (type: string) => roots.filter((node) => is(node, type));
  const titled = (nodes: Node[], nameOf: (node: Node) => string) =>
    [...new Map(nodes.map((node) => [nameOf(node), text(node, 'name')]))].map(([name, title]) => ({
      name,
      ...(title !== undefined && title !== name && { title: { ru: title } }),
    }));
  const coded = (nodes: Node[], codeOf: (node: Node) => string) =>
    titled(nodes, codeOf).map(({ name, ...rest }) => ({ code: name, ...rest }));
  return {
    messages: titled(all('Message'), declaredName),
    signals: titled(all('Signal'), declaredName),
    errors: coded(all('Error'), errorCode),
    escalations: coded(all('Escalation'), escalationCode),
  };
}

/**
 * What one process declares: everything of the file if it is the only process, else what it uses; and the names it uses
 * that the file does not declare. Members that would be empty are left out.
 */
export function declarationsFor(elements: Element[], all: Declarations, onlyUsed: boolean): Partial<Declarations> {
  const used = namesIn(elements);
  const pick = <T>(list: T[], nameOf: (item: T) => string, kind: string, make: (name: string) => T): T[] => {
    const names = used.get(kind) ?? new Set<string>();
    const declared = new Set(list.map(nameOf));
    return [
      ...list.filter((item) => !onlyUsed || names.has(nameOf(item))),
      ...[...names].filter((name) => name !== '' && !declared.has(name)).map(make),
    ];
  };
  const byName = (item: { name: string }) => item.name;
  const byCode = (item: { code: string }) => item.code;
  const result: Declarations = {
    messages: pick(all.messages, byName, 'message', (name) => ({ name })),
    signals: pick(all.signals, byName, 'signal', (name) => ({ name })),
    errors: pick(all.errors, byCode, 'error', (code) => ({ code })),
    escalations: pick(all.escalations, byCode, 'escalation', (code) => ({ code })),
  };
  return Object.fromEntries(Object.entries(result).filter(([, list]) => list.length > 0));
}

/** Strings by the member that holds them: `message`, `signal`, `error`, `escalation` of triggers, however deep. */
function namesIn(value: unknown, names = new Map<string, Set<string>>()): Map<string, Set<string>> {
  if (typeof value !== 'object' || value === null) return names;
  for (const [member, inner] of Object.entries(value)) {
    if (typeof inner === 'string') names.set(member, (names.get(member) ?? new Set<string>()).add(inner));
    else namesIn(inner, names);
  }
  return names;
}
