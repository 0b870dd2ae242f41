import { armBodyOf, chooseStart, enterStart } from '../instantiation.ts';
import { attachDocuments, judgeDocuments } from '../documents.ts';
import { openDeadlines } from '../deadlines.ts';
import type { EventHandler } from '../handler.ts';
import { judgeForm, judgeVariables } from '../form.ts';
import { record, writable } from '../run.ts';
import { setStatus } from '../status.ts';
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
    setAllLocal(run, 's1', { ...body.variables, ...data.input });
    attachDocuments(run, data.documents ?? []);
    if (definition.statuses && !('code' in chosen && 'pointer' in chosen) && !chosen.node.element.status) {
      const received = definition.statuses.find((status) => status.canonical === 'RECEIVED');
      if (received) setStatus(run, { code: received.code }, 's1');
      else if (definition.statuses.length > 0) setReceived(run);
    }
    openDeadlines(run, definition.deadlines, 's1');
    armBodyOf(run, body);
    if (!('pointer' in chosen)) enterStart(run, chosen, data.message?.payload);
  },
};

/** A procedure with statuses of its own but none for a new case: it is received all the same. */
function setReceived(run: Parameters<typeof record>[0]): void {
  run.state.caseStatus = { code: 'RECEIVED', canonical: 'RECEIVED' };
  record(run, { type: 'status.changed', code: 'RECEIVED', canonical: 'RECEIVED' });
}
