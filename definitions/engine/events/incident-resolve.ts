import type { EventHandler } from '../handler.ts';
import { judgeIncident } from '../incidents.ts';
import { judgeReason } from '../reason.ts';
import { judgeValue, resolveIncident } from '../resolution.ts';

/** The operator gives the value that what failed would have brought. */
export const incidentResolve: EventHandler<'incident.resolve'> = {
  suspended: 'rejected',
  accepts: (programme, state, { data }) =>
    judgeIncident(state, data.incidentId) ??
    judgeReason(data.reason) ??
    judgeValue(programme, state, data.incidentId, data.value),
  apply: (run, { data }) => resolveIncident(run, data.incidentId, data.value, data.reason),
};
