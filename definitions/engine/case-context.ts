import { evaluateIn } from '../feel/index.ts';
import type { CaseContext } from '../schema/definition.ts';
import type { Variables } from './event.ts';
import type { Programme } from './programme.ts';
import type { State } from './state.ts';
import { own } from './own.ts';

/** What of a state the case is made of. */
export type CaseFacts = Pick<State, 'instanceId' | 'startedAt' | 'ledgers' | 'completedBy' | 'documents' | 'scopes'> &
  Partial<Pick<State, 'number' | 'caseStatus' | 'links'>>;

/** Of an instance that has not started. */
export const noFacts: CaseFacts = {
  instanceId: '',
  startedAt: '',
  ledgers: {},
  completedBy: {},
  documents: {},
  scopes: {},
};

/** `parameters` and `case`, as every expression sees them; `case` is made only when it is read. */
export function caseContext({
  programme,
  state,
  at,
}: {
  programme: Programme;
  state: CaseFacts;
  at: string;
}): Variables {
  return {
    parameters: programme.parameters,
    get case(): CaseContext {
      return caseOf(programme, state, at);
    },
  };
}

function caseOf(programme: Programme, state: CaseFacts, at: string): CaseContext {
  const dueAt: { [deadlineId: string]: string } = {};
  for (const ledger of Object.values(state.ledgers)) if (ledger.dueAt) dueAt[ledger.deadlineId] = ledger.dueAt;
  return {
    id: state.instanceId,
    number: state.number ?? null,
    startedAt: state.startedAt,
    status: state.caseStatus?.code ?? null,
    dueAt,
    completedBy: state.completedBy,
    documents: state.documents,
    get missingDocuments(): string[] {
      return missingDocuments(programme, state, at);
    },
    links: state.links ?? [],
  };
}

/** Keys of required documents that have no file yet. `only`: of these. */
export function missingDocuments(
  programme: Programme,
  state: CaseFacts,
  at: string,
  only?: readonly string[],
): string[] {
  return requiredDocuments(programme, state, at, only).filter((key) => !own(state.documents, key)?.length);
}

/** Keys of the documents that are required now: always, or because their condition holds. */
export function requiredDocuments(
  programme: Programme,
  state: CaseFacts,
  at: string,
  only?: readonly string[],
): string[] {
  const rules = programme.definition.documents ?? [];
  const variables = state.scopes['s1']?.variables ?? {};
  return rules
    .filter((rule) => !only || only.includes(rule.key))
    .filter((rule) => {
      if (rule.required) return true;
      if (rule.requiredWhen === undefined) return false;
      const known = {
        id: state.instanceId,
        number: state.number ?? null,
        startedAt: state.startedAt,
        links: state.links ?? [],
      };
      const frames = [variables, { parameters: programme.parameters, case: known }, programme.declared];
      const found = evaluateIn(rule.requiredWhen, frames, { at, zone: programme.zone, limits: programme.limits });
      return found.ok && found.value === true;
    })
    .map((rule) => rule.key);
}
