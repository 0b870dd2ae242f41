import type { parser } from 'lezer-feel';
import type { ArithmeticOp, ComparisonOp, Iterator, Syntax, TypeSyntax } from './syntax.ts';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Refused while reading: the tree nests too deep, or holds what FEEL does not allow here. */
export class ReadError extends Error {
  readonly code: 'feel.syntax' | 'feel.limit';

  constructor(code: 'feel.syntax' | 'feel.limit', message: string) {
    super(message);
    this.code = code;
  }
}

const MAX_DEPTH = 300;
const punctuation = new Set(['(', ')', '[', ']', '{', '}', '.', '..', '<', '>', 'LineComment', 'BlockComment']);

/** Turns the parser's tree into syntax. `text` is what was parsed. */
export function read(node: SyntaxNode, text: string): Syntax {
  return new Reader(text).expression(node, 0);
}

class Reader {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  expression(node: SyntaxNode, depth: number): Syntax {
    if (depth > MAX_DEPTH) throw new ReadError('feel.limit', `The expression nests deeper than ${MAX_DEPTH}`);
    const inner = (child: SyntaxNode | undefined): Syntax => {
      if (!child) throw new ReadError('feel.syntax', `Something is missing in "${this.slice(node)}"`);
      return this.expression(child, depth + 1);
    };
    const parts = this.parts(node);
    switch (node.name) {
      case 'Expression':
      case 'ParenthesizedExpression':
      case 'PositiveUnaryTest':
      case 'IterationContext':
      case 'FunctionBody':
      case 'DateTimeLiteral':
        if (node.name === 'DateTimeLiteral' && parts[0]?.name === 'DateTimeConstructor')
          return this.constructorCall(parts, depth);
        return inner(parts[0]);
      case 'null':
        return { kind: 'literal', value: null };
      case 'BooleanLiteral':
        return { kind: 'literal', value: this.slice(node) === 'true' };
      case 'StringLiteral':
        return { kind: 'literal', value: unescape(this.slice(node)) };
      case 'NumericLiteral':
        return { kind: 'number', text: this.slice(node).replace(/\s+/g, '') };
      case 'AtLiteral':
        return { kind: 'at', text: unescape(this.slice(parts[0] ?? node)) };
      case 'VariableName':
      case 'Name':
      case 'PathName':
      case 'ParameterName':
      case 'QualifiedName':
      case 'SpecialFunctionName':
        return { kind: 'name', name: this.name(node) };
      case '?':
        return { kind: 'input' };
      case 'PathExpression':
        return { kind: 'path', of: inner(parts[0]), name: this.name(parts[1] ?? node) };
      case 'FilterExpression':
        return { kind: 'filter', of: inner(parts[0]), filter: inner(parts[1]) };
      case 'FunctionInvocation':
        return { kind: 'call', callee: inner(parts[0]), ...this.parameters(parts[1], depth) };
      case 'ArithmeticExpression':
        return this.arithmetic(node, parts, inner);
      case 'Comparison':
        return this.comparison(node, inner, depth);
      case 'Conjunction':
        return { kind: 'and', of: this.chain(node, 'Conjunction', depth) };
      case 'Disjunction':
        return { kind: 'or', of: this.chain(node, 'Disjunction', depth) };
      case 'IfExpression':
        return { kind: 'if', condition: inner(parts[1]), then: inner(parts[3]), else: inner(parts[5]) };
      case 'ForExpression':
        return { kind: 'for', iterators: this.iterators(parts[1], inner), result: inner(parts[3]) };
      case 'QuantifiedExpression':
        return {
          kind: 'quantified',
          every: parts[0]?.name === 'every',
          iterators: this.iterators(parts[1], inner),
          condition: inner(parts[3]),
        };
      case 'List':
        return { kind: 'list', items: parts.map(inner) };
      case 'Context':
        return { kind: 'context', entries: parts.map((entry) => this.entry(entry, inner)) };
      case 'FunctionDefinition':
        return this.functionDefinition(parts, inner);
      case 'InstanceOfExpression':
        return { kind: 'instanceOf', of: inner(parts[0]), type: this.type(parts.at(-1), depth) };
      case 'SimplePositiveUnaryTest':
        if (parts[0]?.name !== 'CompareOp') return inner(parts[0]);
        return { kind: 'unary', op: this.slice(parts[0]) as ComparisonOp, of: inner(parts[1]) };
      case 'Interval':
        return {
          kind: 'interval',
          start: inner(parts[0]),
          end: inner(parts[1]),
          startIncluded: this.text[node.from] === '[',
          endIncluded: this.text[node.to - 1] === ']',
        };
      default:
        throw new ReadError('feel.syntax', `"${this.slice(node)}" is not an expression`);
    }
  }

  /** Children that mean something. */
  private parts(node: SyntaxNode): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.type.isError)
        throw new ReadError('feel.syntax', `Unexpected "${this.slice(child)}" in "${this.slice(node)}"`);
      if (!punctuation.has(child.name)) found.push(child);
    }
    return found;
  }

  private slice(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  private name(node: SyntaxNode): string {
    return this.slice(node).trim().replace(/\s+/g, ' ');
  }

  private constructorCall(parts: SyntaxNode[], depth: number): Syntax {
    const [callee, parameters] = parts;
    return {
      kind: 'call',
      callee: { kind: 'name', name: callee ? this.name(callee) : '' },
      ...this.parameters(parameters, depth),
    };
  }

  private parameters(node: SyntaxNode | undefined, depth: number): { args: Syntax[]; names?: string[] } {
    if (!node) throw new ReadError('feel.syntax', 'A call without parameters');
    const parts = this.parts(node);
    if (node.name !== 'NamedParameters') return { args: parts.map((part) => this.expression(part, depth + 1)) };
    const named = parts.map((part) => this.parts(part));
    return {
      names: named.map(([name]) => (name ? this.name(name) : '')),
      args: named.map(([, value]) => {
        if (!value) throw new ReadError('feel.syntax', 'A named parameter without a value');
        return this.expression(value, depth + 1);
      }),
    };
  }

  private arithmetic(node: SyntaxNode, parts: SyntaxNode[], inner: (node: SyntaxNode | undefined) => Syntax): Syntax {
    const [left, operator, right] = parts;
    if (left?.name === 'ArithOp') return { kind: 'negation', of: inner(operator) };
    // The sign of a negative literal is inside it, as a child without meaning of its own.
    if (!operator || operator.name !== 'ArithOp')
      throw new ReadError('feel.syntax', `"${this.slice(node)}" lacks an operator`);
    const op = this.slice(operator);
    return { kind: 'arithmetic', op: (op === '^' ? '**' : op) as ArithmeticOp, left: inner(left), right: inner(right) };
  }

  private comparison(node: SyntaxNode, inner: (node: SyntaxNode | undefined) => Syntax, depth: number): Syntax {
    const [left, operator, ...rest] = this.parts(node).filter(({ name }) => name !== 'PositiveUnaryTests');
    const several = node.getChild('PositiveUnaryTests');
    if (operator?.name === 'between')
      return { kind: 'between', of: inner(left), low: inner(rest[0]), high: inner(rest[2]) };
    if (operator?.name === 'in') {
      const tests = several ? this.parts(several).map((part) => this.expression(part, depth + 1)) : [inner(rest[0])];
      return { kind: 'in', of: inner(left), tests };
    }
    if (!operator) throw new ReadError('feel.syntax', `"${this.slice(node)}" lacks an operator`);
    return { kind: 'comparison', op: this.slice(operator) as ComparisonOp, left: inner(left), right: inner(rest[0]) };
  }

  /** `a or b or c` is one list of three, however long. */
  private chain(node: SyntaxNode, name: string, depth: number): Syntax[] {
    const found: Syntax[] = [];
    let at: SyntaxNode | undefined = node;
    while (at?.name === name) {
      const operands: SyntaxNode[] = this.parts(at).filter((part) => part.name !== 'and' && part.name !== 'or');
      const [left, right] = operands;
      if (!left || !right) throw new ReadError('feel.syntax', `"${this.slice(at)}" lacks an operand`);
      found.push(this.expression(right, depth + 1));
      at = left;
    }
    if (at) found.push(this.expression(at, depth + 1));
    return found.reverse();
  }

  private iterators(node: SyntaxNode | undefined, inner: (node: SyntaxNode | undefined) => Syntax): Iterator[] {
    const parts = node ? this.parts(node) : [];
    return parts.map((part) => {
      const [name, , source] = this.parts(part);
      const bounds = source?.name === 'IterationContext' ? this.parts(source) : [];
      const [from, to] = bounds;
      return {
        name: name ? this.name(name) : '',
        of: to ? inner(from) : inner(source),
        ...(to ? { to: inner(to) } : {}),
      };
    });
  }

  private entry(node: SyntaxNode, inner: (node: SyntaxNode | undefined) => Syntax): { name: string; value: Syntax } {
    const [key, value] = this.parts(node);
    const text = key?.getChild('StringLiteral');
    return { name: text ? unescape(this.slice(text)) : key ? this.name(key) : '', value: inner(value) };
  }

  private functionDefinition(parts: SyntaxNode[], inner: (node: SyntaxNode | undefined) => Syntax): Syntax {
    if (parts.some(({ name }) => name === 'external'))
      throw new ReadError('feel.syntax', 'External functions are not available');
    const formal = parts.find(({ name }) => name === 'FormalParameters');
    const parameters = formal
      ? this.parts(formal).map((part) => {
          const [name, type] = this.parts(part);
          return { name: name ? this.name(name) : '', ...(type ? { type: this.type(type, 0) } : {}) };
        })
      : [];
    return { kind: 'function', parameters, body: inner(parts.at(-1)) };
  }

  private type(node: SyntaxNode | undefined, depth: number): TypeSyntax {
    if (!node || depth > MAX_DEPTH) throw new ReadError('feel.syntax', 'A type is missing');
    const at = node.name === 'Type' ? this.parts(node)[0] : node;
    if (!at) throw new ReadError('feel.syntax', 'A type is missing');
    const types = this.parts(at).filter(({ name }) => name === 'Type');
    switch (at.name) {
      case 'ListType':
        return { type: 'list', of: this.type(types[0], depth + 1) };
      case 'ContextType': {
        const entries = at.getChild('ContextEntryTypes');
        return {
          type: 'context',
          entries: (entries ? this.parts(entries) : []).map((entry) => {
            const [name, type] = this.parts(entry);
            return { name: name ? this.name(name) : '', type: this.type(type, depth + 1) };
          }),
        };
      }
      case 'FunctionType': {
        const args = at.getChild('ArgumentTypes');
        const parameters = (args ? this.parts(args) : []).map((argument) =>
          this.type(this.parts(argument)[0], depth + 1),
        );
        return { type: 'function', parameters, ...(types[0] ? { result: this.type(types[0], depth + 1) } : {}) };
      }
      default:
        return { type: 'named', name: this.name(at) };
    }
  }
}

const escapes: { [letter: string]: string } = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

function unescape(literal: string): string {
  const inside = literal.replace(/^"/, '').replace(/"$/, '');
  return inside.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs,
    (whole, short?: string, long?: string, letter?: string) => {
      const code = short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point > 0x10ffff ? whole : String.fromCodePoint(point);
      }
      return escapes[letter ?? ''] ?? whole;
    },
  );
}
