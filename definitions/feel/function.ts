import type { Bindings, Env } from './env.ts';
import type { TypeSyntax } from './syntax.ts';

/** A function value: built in, or written in an expression. */
export class FeelFunction {
  readonly name: string;
  /** Names of the parameters; the last of a variadic one takes the rest. */
  readonly parameters: readonly string[];
  readonly run: (env: Env, args: readonly unknown[]) => unknown;
  readonly required: number;
  readonly variadic: boolean;
  readonly types: readonly (TypeSyntax | undefined)[];
  /** Where a function written in an expression sees its names. */
  readonly closure: Bindings | undefined;
  /** Judges its arguments unevaluated, like `is defined`. */
  readonly lazy: ((env: Env, args: readonly ((env: Env) => unknown)[]) => unknown) | undefined;

  constructor(
    name: string,
    parameters: readonly string[],
    run: (env: Env, args: readonly unknown[]) => unknown,
    more: {
      required?: number;
      variadic?: boolean;
      types?: readonly (TypeSyntax | undefined)[];
      closure?: Bindings | undefined;
      lazy?: FeelFunction['lazy'];
    } = {},
  ) {
    this.name = name;
    this.parameters = parameters;
    this.run = run;
    this.required = more.required ?? parameters.length;
    this.variadic = more.variadic ?? false;
    this.types = more.types ?? [];
    this.closure = more.closure;
    this.lazy = more.lazy;
  }
}
