import { parser } from 'lezer-feel';

/** Names and paths an expression takes from outside itself: `case.dueAt.review` is `['case', 'dueAt', 'review']`. */
export interface UsedName {
  path: string[];
  /** Inside a filter the name may as well be a member of the item: it can't be told. */
  uncertain: boolean;
}

export type ReadExpression = { ok: true; names: UsedName[] } | { ok: false; position: number };

interface Tree {
  name: string;
  from: number;
  to: number;
  type: { isError: boolean };
  firstChild: Tree | null;
  nextSibling: Tree | null;
}

const grammar = parser.configure({ top: 'Expression' });

/** Parses a FEEL expression and collects its free names. `position` counts characters from 1. */
export function readExpression(source: string): ReadExpression {
  const top = grammar.parse(source).topNode as unknown as Tree;
  const wrong = firstError(top);
  if (wrong !== undefined) return { ok: false, position: wrong + 1 };
  const names: UsedName[] = [];
  collect(top, source, new Set(), false, names);
  return { ok: true, names };
}

function firstError(top: Tree): number | undefined {
  const todo: Tree[] = [top];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node.type.isError) return node.from;
    todo.push(...childrenOf(node).reverse());
  }
  return undefined;
}

function childrenOf(node: Tree): Tree[] {
  const children: Tree[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

function collect(node: Tree, source: string, bound: ReadonlySet<string>, uncertain: boolean, names: UsedName[]): void {
  const text = (part: Tree): string => source.slice(part.from, part.to).replace(/\s+/g, ' ').trim();
  const children = childrenOf(node);
  const each = (parts: readonly Tree[], inside = bound, maybe = uncertain): void => {
    for (const part of parts) collect(part, source, inside, maybe, names);
  };
  const use = (path: string[]): void => {
    if (!bound.has(path[0] ?? '')) names.push({ path, uncertain });
  };
  switch (node.name) {
    case 'VariableName':
      use([text(node)]);
      return;
    case 'PathExpression': {
      const path = pathOf(node, text);
      if (path !== undefined) use(path);
      else each(children.slice(0, 1));
      return;
    }
    case 'FunctionInvocation':
      // The function's own name is one of FEEL's.
      each(children[0]?.name === 'VariableName' ? children.slice(1) : children);
      return;
    case 'FilterExpression': {
      const [list, ...filter] = children;
      if (list !== undefined) each([list]);
      each(filter, new Set([...bound, 'item']), true);
      return;
    }
    case 'ForExpression':
    case 'QuantifiedExpression': {
      const inside = new Set([...bound, 'partial']);
      for (const child of children) {
        if (child.name !== 'InExpressions') each([child], inside);
        else for (const clause of childrenOf(child)) bindClause(clause, inside);
      }
      return;
    }
    case 'FunctionDefinition': {
      const parameters = children.filter(({ name }) => name === 'FormalParameters').flatMap(childrenOf);
      const inside = new Set([...bound, ...parameters.map((parameter) => text(childrenOf(parameter)[0] ?? parameter))]);
      each(
        children.filter(({ name }) => name !== 'FormalParameters'),
        inside,
      );
      return;
    }
    case 'Context': {
      const inside = new Set(bound);
      for (const entry of children) {
        const [key, ...value] = childrenOf(entry);
        each(value, inside);
        if (key !== undefined) inside.add(text(key).replace(/^"(.*)"$/, '$1'));
      }
      return;
    }
    case 'Type':
    case 'ParameterName':
    case 'Key':
    case 'Name':
      return;
    default:
      each(children);
  }

  function bindClause(clause: Tree, inside: Set<string>): void {
    const [name, ...rest] = childrenOf(clause);
    each(rest, inside);
    if (name !== undefined) inside.add(text(name));
  }
}

/** A path of plain names, or undefined if it begins with something computed. */
function pathOf(node: Tree, text: (part: Tree) => string): string[] | undefined {
  if (node.name === 'VariableName') return [text(node)];
  if (node.name !== 'PathExpression') return undefined;
  const children = childrenOf(node);
  const [base] = children;
  const member = children.at(-1);
  const before = base === undefined ? undefined : pathOf(base, text);
  return before === undefined || member === undefined ? undefined : [...before, text(member)];
}
