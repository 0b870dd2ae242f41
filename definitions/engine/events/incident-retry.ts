import type { EventHandler } from '../handler.ts';
import { closeIncident, judgeIncident } from '../incidents.ts';
import { push } from '../run.ts';

/** What failed is done again; a call of a connector with a new command. */
export const incidentRetry: EventHandler<'incident.retry'> = {
  suspended: 'rejected',
  accepts: (_programme, state, { data }) => judgeIncident(state, data.incidentId),
  apply(run, { data }) {
    const incident = run.state.incidents[data.incidentId];
    if (!incident) return;
    closeIncident(run, incident.id, 'retried');
    push(run, incident.resume);
  },
};
