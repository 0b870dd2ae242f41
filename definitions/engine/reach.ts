import type { Node } from './programme.ts';

/**
 * Which incoming flows of a join (by index) a token at each element of the container can reach without passing the
 * join itself. A token in an activity may also leave it by a boundary event, one at a throwing link goes on at its catch.
 */
export function reachOf(join: Node, inside: readonly Node[]): Map<string, Set<number>> {
  const before = predecessors(inside);
  const reach = new Map<string, Set<number>>();
  join.incoming.forEach((flow, arrival) => {
    const stack = [flow.from];
    const seen = new Set<string>([join.id]);
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (seen.has(node.id)) continue;
      seen.add(node.id);
      const reached = reach.get(node.id);
      if (reached) reached.add(arrival);
      else reach.set(node.id, new Set([arrival]));
      stack.push(...(before.get(node.id) ?? []));
    }
  });
  return reach;
}

/** From where a token can come to an element in one move. */
function predecessors(inside: readonly Node[]): Map<string, Node[]> {
  const byId = new Map(inside.map((node) => [node.id, node]));
  const links = new Map<string, Node[]>();
  for (const node of inside) {
    if (node.type !== 'intermediateThrowEvent' && node.type !== 'endEvent') continue;
    for (const trigger of node.triggers)
      if (trigger.type === 'link') links.set(trigger.link, [...(links.get(trigger.link) ?? []), node]);
  }
  return new Map(
    inside.map((node) => {
      const found = node.incoming.map((flow) => flow.from);
      const activity =
        node.type === 'boundaryEvent' && node.attachedTo !== undefined ? byId.get(node.attachedTo) : undefined;
      if (activity) found.push(activity);
      if (node.type === 'intermediateCatchEvent')
        for (const trigger of node.triggers)
          if (trigger.type === 'link') found.push(...(links.get(trigger.link) ?? []));
      return [node.id, found];
    }),
  );
}
