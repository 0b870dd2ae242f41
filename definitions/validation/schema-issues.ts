import type { ErrorObject } from 'ajv';
import { type BothLanguages, words } from './codes/code-description.ts';
import type { IssueCode } from './codes.ts';
import { type Details, type Issue, issue } from './issue.ts';
import { pointer } from './pointer.ts';

/** BPMN elements that the standard has and this system does not run. */
const foreignElements: ReadonlySet<string> = new Set([
  'choreographyTask',
  'subChoreography',
  'callChoreography',
  'conversation',
  'subConversation',
  'callConversation',
  'dataStoreReference',
  'dataStore',
  'dataObjectReference',
  'globalTask',
  'globalUserTask',
  'globalManualTask',
  'globalScriptTask',
  'globalBusinessRuleTask',
  'implicitThrowEvent',
  'lane',
  'laneSet',
  'participant',
  'textAnnotation',
  'association',
  'group',
]);

/** How BPMN and its tools call triggers that are written otherwise here. */
const foreignTriggers: ReadonlySet<string> = new Set(['none', 'multiple', 'parallelMultiple']);

const typeNames: { [type: string]: BothLanguages } = {
  string: words('текст', 'text'),
  number: words('число', 'a number'),
  integer: words('целое число', 'a whole number'),
  boolean: words('true или false', 'true or false'),
  object: words('объект', 'an object'),
  array: words('список', 'a list'),
  null: words('null', 'null'),
};

/**
 * Ajv's errors as issues: one per problem. Discriminators have cut most noise of unions already; what is left of a union
 * without a discriminator is the branch that fits the value best, or one issue for all of them.
 */
export function schemaIssues(errors: readonly ErrorObject[], input: unknown): Issue[] {
  const issues = new Map<string, Issue>();
  const wrongType = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath));
  for (const error of withoutUnionNoise(errors)) {
    if (['const', 'enum'].includes(error.keyword) && wrongType.has(error.instancePath)) continue;
    const found = translated(error, input);
    if (found !== undefined) issues.set(`${found.code} ${found.pointer}`, found);
  }
  return [...issues.values()];
}

function withoutUnionNoise(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== 'oneOf') {
      kept.push(error);
      continue;
    }
    // Ajv reports the branches of a union right before the union itself.
    let first = kept.length;
    while (first > 0 && within(kept[first - 1]?.instancePath ?? '', error.instancePath)) first -= 1;
    const branches = kept.splice(first);
    const deeper = branches.filter((branch) => branch.instancePath !== error.instancePath);
    const here = branches.filter(
      (branch) => branch.instancePath === error.instancePath && !['type', 'const'].includes(branch.keyword),
    );
    const shapes = here.some((branch) => branch.keyword === 'required' || branch.keyword === 'additionalProperties');
    if (deeper.length > 0) kept.push(...deeper);
    else if (here.length > 0 && (!shapes || alternatives(branches) === 1)) kept.push(...here);
    else kept.push(error);
  }
  return kept;
}

/** How many branches of a union take an object. */
function alternatives(branches: readonly ErrorObject[]): number {
  return new Set(
    branches.filter((branch) => branch.keyword === 'required').map((branch) => JSON.stringify(branch.params)),
  ).size;
}

function within(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}

function translated(error: ErrorObject, input: unknown): Issue | undefined {
  const params = error.params as { [name: string]: unknown };
  const at = (code: IssueCode, details: Details = {}, where = error.instancePath): Issue => issue(code, where, details);
  switch (error.keyword) {
    case 'required':
      return at(
        'schema.required',
        { property: String(params['missingProperty']) },
        error.instancePath + pointer(String(params['missingProperty'])),
      );
    case 'additionalProperties':
      return at(
        'schema.unknownProperty',
        { property: String(params['additionalProperty']) },
        error.instancePath + pointer(String(params['additionalProperty'])),
      );
    case 'type':
      return at('schema.type', { expected: expectedType(params['type']) });
    case 'discriminator':
      return discriminatorIssue(error, params, at);
    case 'enum':
      return at('schema.enum', { allowed: list(params['allowedValues']) });
    case 'const':
      if (error.instancePath === '/language')
        return at('unsupported.language', { version: JSON.stringify(valueAt(input, '/language')) });
      return at('schema.enum', { allowed: JSON.stringify(params['allowedValue']) });
    case 'pattern':
      return at('schema.pattern', { pattern: String(params['pattern']) });
    case 'minLength':
      return at('schema.tooShort', limit(params));
    case 'maxLength':
      return at('schema.tooLong', limit(params));
    case 'minItems':
    case 'minProperties':
      return at('schema.tooFew', limit(params));
    case 'maxItems':
    case 'maxProperties':
      return at('schema.tooMany', limit(params));
    case 'minimum':
      return at('schema.tooSmall', limit(params));
    case 'maximum':
      return at('schema.tooLarge', limit(params));
    case 'uniqueItems':
      return at('schema.duplicate', { first: Number(params['j']) + 1, second: Number(params['i']) + 1 });
    case 'oneOf':
      return at('schema.noVariant');
    default:
      throw new Error(`The schema uses the keyword ${error.keyword}, which has no code`);
  }
}

function discriminatorIssue(
  error: ErrorObject,
  params: { [name: string]: unknown },
  at: (code: IssueCode, details: Details, where: string) => Issue,
): Issue | undefined {
  const where = `${error.instancePath}/type`;
  const type = params['tagValue'];
  if (type === undefined) return undefined; // `required` says so
  if (typeof type !== 'string') return at('schema.type', { expected: expectedType('string') }, where);
  if (foreignElements.has(type)) return at('unsupported.element', { type }, where);
  if (foreignTriggers.has(type) && error.instancePath.includes('/triggers/'))
    return at('unsupported.trigger', { type }, where);
  return at(
    'schema.unknownType',
    { type, allowed: words('те, что перечислены в docs/language.md', 'those listed in docs/language.md') },
    where,
  );
}

function limit(params: { [name: string]: unknown }): Details {
  return { limit: Number(params['limit']) };
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : String(values);
}

function expectedType(type: unknown): BothLanguages {
  const names = (Array.isArray(type) ? type : String(type).split(',')).map(
    (name) => typeNames[String(name)] ?? words(String(name), String(name)),
  );
  return words(names.map((name) => name.ru).join(', '), names.map((name) => name.en).join(', '));
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as { [key: string]: unknown } | undefined)?.[key], value);
}
