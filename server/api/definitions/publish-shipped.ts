import type { ProcessDefinition } from '../../../definitions/schema/definition.ts';
import { publishable } from '../../../definitions/validation/check-definition.ts';
import type { Database } from '../../database/index.ts';
import { type ConnectorDescriptions, judgeDefinition } from './judge.ts';
import { calls, type Publication, publishDefinition } from './publish.ts';

/**
 * Publishes the procedures the product comes with; a procedure whose content has not changed keeps its version. Called
 * procedures go first, because a call is bound to a version when its caller is published.
 */
export async function publishShipped(
  database: Database,
  procedures: { readonly [key: string]: ProcessDefinition },
  connectors?: ConnectorDescriptions,
): Promise<Publication[]> {
  const publications: Publication[] = [];
  for (const definition of calledFirst(Object.values(procedures))) {
    const issues = await judgeDefinition(database, connectors, definition);
    if (!publishable(issues)) {
      const errors = issues.filter(({ severity }) => severity === 'error');
      const first = errors.map(({ code, pointer, message }) => `${code} ${pointer}: ${message.ru}`).slice(0, 10);
      throw new Error(`Shipped procedure ${definition.key} fails its checks:\n${first.join('\n')}`);
    }
    publications.push(await publishDefinition(database, definition, { kind: 'system', id: 'setup' }));
  }
  return publications;
}

function calledFirst(definitions: readonly ProcessDefinition[]): ProcessDefinition[] {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const ordered = new Set<ProcessDefinition>();
  const visiting = new Set<string>();
  const visit = (definition: ProcessDefinition): void => {
    if (visiting.has(definition.key)) return;
    visiting.add(definition.key);
    for (const { calls: key } of calls(definition)) {
      const called = byKey.get(key);
      if (called) visit(called);
    }
    ordered.add(definition);
  };
  for (const definition of definitions) visit(definition);
  return [...ordered];
}
