import { parse } from './parse.ts';
import type { Syntax } from './syntax.ts';

/**
 * Names an expression reads from outside, each as a path as far as it is plain: `decision.kind` for `decision.kind = 1`.
 * Names it binds itself (in `for`, functions, filters) are left out where that can be told; a filter may read both its
 * item's entries and names from outside, so what it reads is marked. Functions it calls come apart.
 */
export interface Names {
  reads: { name: string; path: string[]; inFilter: boolean }[];
  calls: string[];
}

/** Undefined: the text is not an expression. */
export function namesIn(expression: string): Names | undefined {
  const parsed = parse(expression);
  if (!parsed.ok) return undefined;
  const names: Names = { reads: [], calls: [] };
  collect(parsed.syntax, new Set(), false, names);
  return names;
}

/** Does the syntax read the name from outside? */
export function reads(syntax: Syntax, name: string): boolean {
  const names: Names = { reads: [], calls: [] };
  collect(syntax, new Set(), false, names);
  return names.reads.some((read) => read.name === name);
}

function collect(syntax: Syntax, bound: ReadonlySet<string>, inFilter: boolean, into: Names): void {
  const walk = (part: Syntax, more: readonly string[] = [], filter = inFilter): void =>
    collect(part, more.length === 0 ? bound : new Set([...bound, ...more]), filter, into);
  const read = (name: string, path: string[]): void => {
    if (!bound.has(name)) into.reads.push({ name, path, inFilter });
  };
  switch (syntax.kind) {
    case 'literal':
    case 'number':
    case 'at':
    case 'input':
      return;
    case 'name':
      return read(syntax.name, []);
    case 'path': {
      const path = pathOf(syntax);
      return path ? read(path[0] ?? '', path.slice(1)) : walk(syntax.of);
    }
    case 'filter':
      walk(syntax.of);
      return walk(syntax.filter, ['item'], true);
    case 'call':
      if (syntax.callee.kind !== 'name') walk(syntax.callee);
      else if (!bound.has(syntax.callee.name)) into.calls.push(syntax.callee.name);
      for (const arg of syntax.args) walk(arg);
      return;
    case 'arithmetic':
    case 'comparison':
      walk(syntax.left);
      return walk(syntax.right);
    case 'negation':
    case 'unary':
    case 'instanceOf':
      return walk(syntax.of);
    case 'between':
      for (const part of [syntax.of, syntax.low, syntax.high]) walk(part);
      return;
    case 'in':
      for (const part of [syntax.of, ...syntax.tests]) walk(part);
      return;
    case 'and':
    case 'or':
      for (const part of syntax.of) walk(part);
      return;
    case 'if':
      for (const part of [syntax.condition, syntax.then, syntax.else]) walk(part);
      return;
    case 'for':
    case 'quantified': {
      const names: string[] = syntax.kind === 'for' ? ['partial'] : [];
      for (const { name, of, to } of syntax.iterators) {
        walk(of, names);
        if (to) walk(to, names);
        names.push(name);
      }
      return walk(syntax.kind === 'for' ? syntax.result : syntax.condition, names);
    }
    case 'list':
      for (const item of syntax.items) walk(item);
      return;
    case 'context': {
      const names: string[] = [];
      for (const { name, value } of syntax.entries) {
        walk(value, names);
        names.push(name);
      }
      return;
    }
    case 'function':
      return walk(
        syntax.body,
        syntax.parameters.map(({ name }) => name),
      );
    case 'interval':
      walk(syntax.start);
      return walk(syntax.end);
  }
}

function pathOf(syntax: Syntax): string[] | undefined {
  if (syntax.kind === 'name') return [syntax.name];
  if (syntax.kind !== 'path') return undefined;
  const path = pathOf(syntax.of);
  return path && [...path, syntax.name];
}
