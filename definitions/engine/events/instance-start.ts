import { chooseStart } from '../instantiation.ts';
import { attachDocuments, judgeDocuments } from '../documents.ts';
import type { EventHandler } from '../handler.ts';
import { judgeForm, judgeVariables } from '../form.ts';
import { Problem } from '../problem.ts';
import { push, type Run, record, writable } from '../run.ts';
import type { StatusRule } from '../../schema/definition.ts';
import { setAllLocal } from '../variables.ts';

export const instanceStart: EventHandler<'instance.start'> = {
  suspended: 'rejected',

  accepts(programme, _state, event) {
    const chosen = chooseStart(programme, event);
    if ('code' in chosen) return chosen;
    const { element } = chosen.node;
    if (element.type !== 'startEvent') return undefined;
    const { input, documents = [] } = event.data;
    const problems = element.form
      ? judgeForm(element.form.schema, input, '/input')
      : judgeVariables(programme.definition.data?.schema, input, '/input');
    if (problems[0]) return { ...problems[0], details: problems };
    const required = element.incompletePackage === 'accept' ? [] : (element.documents ?? []);
    return judgeDocuments(programme, { input, documents, at: event.at, required });
  },

  apply(run, event) {
    const { data } = event;
    const { definition, body } = run.programme;
    const root = { id: 's1', variables: {} };
    run.state.counters['s'] = 1;
    writable(run, 'scopes')['s1'] = root;
    run.ownedScopes.add('s1');
    record(run, {
      type: 'instance.started',
      key: definition.key,
      programme: run.programme.hash,
      ...(data.number === undefined ? {} : { number: data.number }),
      ...(data.parent === undefined ? {} : { parent: data.parent }),
      ...(data.links === undefined ? {} : { links: data.links }),
    });
    const chosen = chooseStart(run.programme, event);
    if ('code' in chosen) throw new Problem(chosen.code, chosen.message);
    setAllLocal(run, 's1', { ...body.variables, ...data.input });
    attachDocuments(run, data.documents ?? []);
    if (!chosen.node.element.status) receive(run, definition.statuses ?? []);
    const { node, trigger } = chosen;
    const payload = data.message?.payload;
    push(run, {
      do: 'open',
      scopeId: 's1',
      elementId: node.id,
      trigger,
      ...(payload === undefined ? {} : { payload }),
    });
  },
};

/** A procedure with statuses of its own begins with the one for a new case, even if it names none. */
function receive(run: Run, statuses: readonly StatusRule[]): void {
  if (statuses.length === 0) return;
  const code = statuses.find(({ canonical }) => canonical === 'RECEIVED')?.code ?? 'RECEIVED';
  run.state.caseStatus = { code, canonical: 'RECEIVED' };
  record(run, { type: 'status.changed', code, canonical: 'RECEIVED' });
}
