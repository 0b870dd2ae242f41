/** An expression as data: what the parser made of the text. Names have single spaces between their words. */
export type Syntax =
  | { kind: 'literal'; value: null | boolean | string }
  | { kind: 'number'; text: string }
  | { kind: 'at'; text: string }
  | { kind: 'name'; name: string }
  | { kind: 'input' }
  | { kind: 'path'; of: Syntax; name: string }
  | { kind: 'filter'; of: Syntax; filter: Syntax }
  | { kind: 'call'; callee: Syntax; args: Syntax[]; names?: string[] }
  | { kind: 'arithmetic'; op: ArithmeticOp; left: Syntax; right: Syntax }
  | { kind: 'negation'; of: Syntax }
  | { kind: 'comparison'; op: ComparisonOp; left: Syntax; right: Syntax }
  | { kind: 'between'; of: Syntax; low: Syntax; high: Syntax }
  | { kind: 'in'; of: Syntax; tests: Syntax[] }
  | { kind: 'and'; of: Syntax[] }
  | { kind: 'or'; of: Syntax[] }
  | { kind: 'if'; condition: Syntax; then: Syntax; else: Syntax }
  | { kind: 'for'; iterators: Iterator[]; result: Syntax }
  | { kind: 'quantified'; every: boolean; iterators: Iterator[]; condition: Syntax }
  | { kind: 'list'; items: Syntax[] }
  | { kind: 'context'; entries: { name: string; value: Syntax }[] }
  | { kind: 'function'; parameters: { name: string; type?: TypeSyntax }[]; body: Syntax }
  | { kind: 'instanceOf'; of: Syntax; type: TypeSyntax }
  | { kind: 'interval'; start: Syntax; end: Syntax; startIncluded: boolean; endIncluded: boolean }
  /** `> 5` as a value: the range of everything it holds for. */
  | { kind: 'unary'; op: ComparisonOp; of: Syntax };

export type ArithmeticOp = '+' | '-' | '*' | '/' | '**';
export type ComparisonOp = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `for name in of` or `for name in of..to`. */
export interface Iterator {
  name: string;
  of: Syntax;
  to?: Syntax;
}

export type TypeSyntax =
  | { type: 'named'; name: string }
  | { type: 'list'; of: TypeSyntax }
  | { type: 'range'; of: TypeSyntax }
  | { type: 'context'; entries: { name: string; type: TypeSyntax }[] }
  | { type: 'function'; parameters: TypeSyntax[]; result?: TypeSyntax };
