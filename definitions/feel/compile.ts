import { calculate, negated } from './arithmetic.ts';
import { compare, equals, testHolds } from './compare.ts';
import { binding, type Env, LimitReached, mayList, spend, typeError } from './env.ts';
import { filtered } from './filter.ts';
import { FeelFunction } from './function.ts';
import { invoke } from './invoke.ts';
import { isInstance } from './instance-of.ts';
import { forEachBinding } from './iterate.ts';
import { lookup, lookupFunction } from './lookup.ts';
import { reads } from './names.ts';
import { parseNumber } from './number.ts';
import { property } from './properties.ts';
import { FeelRange } from './range.ts';
import type { ComparisonOp, Syntax } from './syntax.ts';
import { parseAt } from './temporal/text.ts';
import { isNull, kindOf } from './value.ts';

export type Evaluator = (env: Env) => unknown;

const compiled = new WeakMap<Syntax, Evaluator>();

/** Makes syntax ready to run, once. */
export function compile(syntax: Syntax): Evaluator {
  const known = compiled.get(syntax);
  if (known) return known;
  const evaluator = metered(build(syntax));
  compiled.set(syntax, evaluator);
  return evaluator;
}

/** Every step costs, and no step nests too deep. An evaluation that runs into a limit ends as a whole. */
function metered(inner: Evaluator): Evaluator {
  return (env) => {
    spend(env, 1);
    if (++env.depth > env.options.limits.expressionDepth) {
      throw new LimitReached(`The expression nests deeper than ${env.options.limits.expressionDepth}`);
    }
    const value = inner(env);
    env.depth--;
    return value;
  };
}

function build(syntax: Syntax): Evaluator {
  switch (syntax.kind) {
    case 'literal':
      return () => syntax.value;
    case 'number':
      return constant(parseNumber(syntax.text), `${syntax.text} is not a number`);
    case 'at':
      return constant(parseAt(syntax.text), `@"${syntax.text}" is no date, time or duration`);
    case 'name':
      return (env) => lookup(env, syntax.name);
    case 'input':
      return (env) => env.input ?? null;
    case 'path': {
      const of = compile(syntax.of);
      return (env) => property(env, of(env), syntax.name);
    }
    case 'filter': {
      const of = compile(syntax.of);
      const filter = compile(syntax.filter);
      return (env) => filtered(env, of(env), filter);
    }
    case 'call': {
      const { callee: called } = syntax;
      const callee = called.kind === 'name' ? (env: Env) => lookupFunction(env, called.name) : compile(called);
      const args = syntax.args.map(compile);
      return (env) => invoke(env, callee(env), args, syntax.names);
    }
    case 'arithmetic': {
      const left = compile(syntax.left);
      const right = compile(syntax.right);
      return (env) => calculate(env, syntax.op, left(env), right(env));
    }
    case 'negation': {
      const of = compile(syntax.of);
      return (env) => negated(env, of(env));
    }
    case 'comparison':
      return comparison(syntax.op, compile(syntax.left), compile(syntax.right));
    case 'between':
      return between(compile(syntax.of), compile(syntax.low), compile(syntax.high));
    case 'in':
      return membership(compile(syntax.of), syntax.tests.map(compile));
    case 'and':
      return connective(syntax.of.map(compile), false);
    case 'or':
      return connective(syntax.of.map(compile), true);
    case 'if': {
      const [condition, then, otherwise] = [compile(syntax.condition), compile(syntax.then), compile(syntax.else)];
      return (env) => (condition(env) === true ? then(env) : otherwise(env));
    }
    case 'for':
      return iteration(syntax);
    case 'quantified':
      return quantified(syntax);
    case 'list': {
      const items = syntax.items.map(compile);
      return (env) => {
        mayList(env, items.length);
        return items.map((item) => item(env));
      };
    }
    case 'context':
      return contextOf(syntax);
    case 'function': {
      const body = compile(syntax.body);
      const names = syntax.parameters.map(({ name }) => name);
      const types = syntax.parameters.map(({ type }) => type);
      return (env) => new FeelFunction('', names, (inner) => body(inner), { types, closure: env.bindings });
    }
    case 'instanceOf': {
      const of = compile(syntax.of);
      return (env) => isInstance(of(env), syntax.type);
    }
    case 'interval': {
      const start = compile(syntax.start);
      const end = compile(syntax.end);
      return (env) => new FeelRange(start(env), end(env), syntax.startIncluded, syntax.endIncluded);
    }
    case 'unary':
      return unary(syntax.op, compile(syntax.of));
  }
}

function constant(value: unknown, problem: string): Evaluator {
  return value === undefined ? (env) => typeError(env, problem) : () => value;
}

function comparison(op: ComparisonOp, left: Evaluator, right: Evaluator): Evaluator {
  if (op === '=' || op === '!=') {
    return (env) => {
      const [a, b] = [left(env), right(env)];
      const equal = equals(env, a, b);
      if (equal === undefined) return typeError(env, `${op} can't compare ${kindOf(a)} with ${kindOf(b)}`);
      return op === '=' ? equal : !equal;
    };
  }
  return (env) => {
    const [a, b] = [left(env), right(env)];
    const order = compare(env, a, b);
    if (order === undefined) return typeError(env, `${op} can't compare ${kindOf(a)} with ${kindOf(b)}`);
    return ordered(op, order);
  };
}

function ordered(op: ComparisonOp, order: number): boolean {
  if (op === '<') return order < 0;
  if (op === '<=') return order <= 0;
  return op === '>' ? order > 0 : order >= 0;
}

function between(of: Evaluator, low: Evaluator, high: Evaluator): Evaluator {
  return (env) => {
    const [value, from, to] = [of(env), low(env), high(env)];
    const [below, above] = [compare(env, value, from), compare(env, value, to)];
    if (below === undefined || above === undefined)
      return typeError(env, `between can't compare ${kindOf(value)} with its bounds`);
    return below >= 0 && above <= 0;
  };
}

function membership(of: Evaluator, tests: readonly Evaluator[]): Evaluator {
  return (env) => {
    const value = of(env);
    const before = env.input;
    env.input = value;
    let holds: boolean | null = false;
    for (const test of tests) {
      const found = testHolds(env, test(env), value);
      if (found === true) {
        holds = true;
        break;
      }
      if (found === null) holds = null;
    }
    env.input = before;
    if (holds !== null) return holds;
    return isNull(value) ? typeError(env, 'in: nothing to look for') : false;
  };
}

/** `and` (what decides is false) and `or` (true): what decides ends it, what is no truth leaves it open. */
function connective(of: readonly Evaluator[], decisive: boolean): Evaluator {
  return (env) => {
    let open = false;
    for (const operand of of) {
      const value = operand(env);
      if (value === decisive) return decisive;
      if (value !== !decisive) {
        open = true;
        if (!isNull(value))
          typeError(env, `${decisive ? 'or' : 'and'} works on true and false, not on ${kindOf(value)}`);
      }
    }
    return open ? null : !decisive;
  };
}

function iteration(syntax: Extract<Syntax, { kind: 'for' }>): Evaluator {
  const iterators = syntax.iterators.map(({ name, of, to }) => ({
    name,
    of: compile(of),
    ...(to ? { to: compile(to) } : {}),
  }));
  const result = compile(syntax.result);
  const readsPartial = reads(syntax.result, 'partial');
  return (env) => {
    const made: unknown[] = [];
    // Each result sees what came before it as it was then: a list never holds itself.
    const before: { partial: unknown[] } = { partial: [] };
    const fine = forEachBinding(env, iterators, before, () => {
      mayList(env, made.length + 1, 1);
      if (readsPartial) {
        spend(env, made.length);
        before.partial = [...made];
      }
      made.push(result(env));
      return true;
    });
    return fine ? made : null;
  };
}

function quantified(syntax: Extract<Syntax, { kind: 'quantified' }>): Evaluator {
  const iterators = syntax.iterators.map(({ name, of, to }) => ({
    name,
    of: compile(of),
    ...(to ? { to: compile(to) } : {}),
  }));
  const condition = compile(syntax.condition);
  return (env) => {
    let found: boolean | null = syntax.every;
    const fine = forEachBinding(env, iterators, {}, () => {
      const value = condition(env);
      if (value === !syntax.every) {
        found = !syntax.every;
        return false;
      }
      if (value !== syntax.every) found = null;
      return true;
    });
    return fine ? found : null;
  };
}

/** Later entries see earlier ones. */
function contextOf(syntax: Extract<Syntax, { kind: 'context' }>): Evaluator {
  const entries = syntax.entries.map(({ name, value }) => ({ name, value: compile(value) }));
  const names = new Set(entries.map(({ name }) => name));
  return (env) => {
    if (names.size < entries.length) return typeError(env, 'A context has the same name twice');
    const context: { [name: string]: unknown } = {};
    return binding(env, context, env.bindings, () => {
      for (const { name, value } of entries) {
        Object.defineProperty(context, name, {
          value: value(env),
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
      return context;
    });
  };
}

function unary(op: ComparisonOp, of: Evaluator): Evaluator {
  return (env) => {
    const value = of(env);
    switch (op) {
      case '<':
        return new FeelRange(null, value, false, false);
      case '<=':
        return new FeelRange(null, value, false, true);
      case '>':
        return new FeelRange(value, null, false, false);
      case '>=':
        return new FeelRange(value, null, true, false);
      case '=':
        return new FeelRange(value, value, true, true);
      case '!=':
        return new FeelFunction('!=', ['value'], (inner, [given]) => equals(inner, given, value) === false);
    }
  };
}
