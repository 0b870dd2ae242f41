import type { operations } from '../../../client/index.ts';

type Body<Responses> = Responses extends { 200: { content: { 'application/json': infer Json } } } ? Json : never;

/** What an operation of the API answers, by its generated type. */
export type Answer<Operation extends keyof operations> = Body<operations[Operation]['responses']>;

type Query<Operation> = Operation extends { parameters: { query?: infer Parameters } }
  ? NonNullable<Parameters>
  : never;

export type QueryOf<Operation extends keyof operations> = Query<operations[Operation]>;
