import type { EventHandler } from '../handler.ts';
import { judgeIncident } from '../incidents.ts';
import { judgeReason } from '../reason.ts';
import { cancelIncident } from '../resolution.ts';

/** The element and its path end here; what is around goes on. */
export const incidentCancel: EventHandler<'incident.cancel'> = {
  suspended: 'rejected',
  accepts: (_programme, state, { data }) => judgeIncident(state, data.incidentId) ?? judgeReason(data.reason),
  apply: (run, { data }) => cancelIncident(run, data.incidentId, data.reason),
};
