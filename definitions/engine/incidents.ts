import type { Item } from './item.ts';
import type { Rejection } from './rejection.ts';
import { nextId, type Run, record, remove, writable } from './run.ts';
import type { State, StoredIncident } from './state.ts';

/**
 * The engine can't go on by itself here: an operator retries (the item is done again), resolves with a value, or
 * cancels. What has no scope of its own to wait in gets a token that the incident holds.
 */
export function raiseIncident(
  run: Run,
  code: string,
  message: string,
  resume: Item,
  at: { elementId?: string; scopeId?: string; commandId?: string },
): void {
  const id = nextId(run, 'i');
  const incident: StoredIncident = { id, code, message: message.slice(0, 1_000), ...at, raisedAt: run.at, resume };
  if (resume.do === 'enter' || resume.do === 'leave' || resume.do === 'go') {
    const tokenId = nextId(run, 't');
    incident.tokenId = tokenId;
    writable(run, 'tokens')[tokenId] = {
      id: tokenId,
      elementId: resume.elementId,
      scopeId: resume.scopeId,
      incidentId: id,
    };
  }
  writable(run, 'incidents')[id] = incident;
  const { resume: _resume, tokenId: _tokenId, ...shown } = incident;
  record(run, { type: 'incident.raised', incident: shown });
}

export function closeIncident(run: Run, id: string, how: 'retried' | 'resolved' | 'cancelled', reason?: string): void {
  const incident = run.state.incidents[id];
  if (incident?.tokenId !== undefined) remove(run, 'tokens', incident.tokenId);
  remove(run, 'incidents', id);
  record(run, { type: 'incident.closed', incidentId: id, how, ...(reason === undefined ? {} : { reason }) });
}

export function judgeIncident(state: State, incidentId: unknown): Rejection | undefined {
  if (typeof incidentId === 'string' && Object.hasOwn(state.incidents, incidentId)) return undefined;
  return { code: 'incident.notOpen', pointer: '/incidentId', message: 'The incident is not open' };
}
