/** Why a step in a definition's life is refused. Codes are durable; docs/errors.md lists them. */
export const draftProblems = {
  'draft.unknown': { status: 404, ru: 'Такого черновика нет', en: 'There is no such draft' },
  'draft.changed': {
    status: 412,
    ru: 'Черновик успел изменить другой автор: прочитайте его заново',
    en: 'Another author changed the draft in between: read it again',
  },
  'draft.submitted': {
    status: 409,
    ru: 'Черновик на утверждении: сначала верните его на доработку',
    en: 'The draft awaits approval: return it first',
  },
  'draft.notSubmitted': { status: 409, ru: 'Черновик не передан на утверждение', en: 'The draft was not submitted' },
  'draft.fourEyes': {
    status: 403,
    ru: 'Утверждает второй человек: вы правили этот черновик',
    en: 'A second person approves: you edited this draft',
  },
  'definition.inUse': {
    status: 409,
    ru: 'Версию уже отозвали',
    en: 'The version is retired already',
  },
} as const satisfies { [code: string]: { status: number; ru: string; en: string } };

export type DraftProblemCode = keyof typeof draftProblems;

export class DraftProblem extends Error {
  readonly code: DraftProblemCode;
  /** Who and when, so that the second author knows whom to ask. */
  readonly extensions: { [name: string]: unknown };
  constructor(code: DraftProblemCode, extensions: { [name: string]: unknown } = {}) {
    super(code);
    this.name = 'DraftProblem';
    this.code = code;
    this.extensions = extensions;
  }
}
