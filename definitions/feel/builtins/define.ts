import { type Env, typeError } from '../env.ts';
import { FeelFunction } from '../function.ts';
import { isNull, type Kind, kindOf } from '../value.ts';

/**
 * A built-in function: `define('substring(string: string, start position: number, length?: number)', …)`. Types are
 * kinds, several joined by `|`; `any` takes everything, null too. `...` before the last name takes the rest. A list of
 * one is taken for its item, and an item for a list of one, as FEEL does.
 */
export function define(
  signature: string,
  run: (env: Env, ...args: never[]) => unknown,
  aliases?: { [alias: string]: string },
): FeelFunction {
  const [, name = '', inside = ''] = /^([^(]+)\((.*)\)$/.exec(signature) ?? [];
  const parameters = inside === '' ? [] : inside.split(',').map(parameterOf);
  const variadic = parameters.at(-1)?.variadic ?? false;
  const perform = run as (env: Env, ...args: unknown[]) => unknown;
  return new FeelFunction(
    name,
    parameters.map((parameter) => aliases?.[parameter.name] ?? parameter.name),
    (env, args) => {
      const taken: unknown[] = [];
      for (const [index, value] of args.entries()) {
        const parameter = parameters[index] ?? parameters.at(-1);
        const accepted = parameter && accept(parameter, value);
        if (!parameter || !accepted) {
          return typeError(env, `${name}: ${parameter?.name ?? `argument ${index + 1}`} can't be ${kindOf(value)}`);
        }
        taken.push(accepted.value);
      }
      return perform(env, ...taken);
    },
    { required: parameters.filter((parameter) => !parameter.optional && !parameter.variadic).length, variadic },
  );
}

interface Parameter {
  name: string;
  kinds: readonly string[];
  optional: boolean;
  variadic: boolean;
}

function parameterOf(text: string): Parameter {
  const [left = '', types = 'any'] = text.split(':').map((part) => part.trim());
  const variadic = left.startsWith('...');
  const optional = left.endsWith('?');
  return {
    name: left.replace(/^\.\.\./, '').replace(/\?$/, ''),
    kinds: types.split('|').map((kind) => kind.trim()),
    optional,
    variadic,
  };
}

function accept({ kinds, optional }: Parameter, value: unknown): { value: unknown } | undefined {
  if (kinds.includes('any')) return { value: value ?? null };
  if (isNull(value)) return optional || kinds.includes('null') ? { value: null } : undefined;
  const kind: Kind = kindOf(value);
  if (kinds.includes(kind)) return { value };
  if (kinds.includes('list')) return { value: [value] };
  if (kind === 'list' && (value as unknown[]).length === 1 && kinds.includes(kindOf((value as unknown[])[0])))
    return { value: (value as unknown[])[0] };
  return undefined;
}
