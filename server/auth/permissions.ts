import { type Role, type Scope, staff } from './roles.ts';

/**
 * `public`: nobody is asked who he is. `session`: any person signed in, duties open or not. Everything else names who may,
 * and the scope a narrowed key needs.
 */
export type Permission = 'public' | 'session' | { roles: readonly Role[]; scope: Scope };

const everyone: readonly Role[] = [
  'administrator',
  'author',
  'publisher',
  'official',
  'senior',
  'head',
  'auditor',
  'applicant',
  'system',
];
const workers: readonly Role[] = staff;
/** Who decides about terms. */
const seniors: readonly Role[] = ['administrator', 'senior', 'head'];
const editors: readonly Role[] = ['author', 'publisher', 'administrator'];
const readers: readonly Role[] = [...workers, 'auditor', 'applicant', 'system'];

/**
 * Who may call what, in one place. Default deny: a route without a row stops the boot, so does a row without a route.
 * Which cases of a procedure a caller sees is a second question, answered in visibility.ts.
 */
export const permissions: { readonly [route: string]: Permission } = {
  'GET /health': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/': 'public',
  'GET /docs/js/scalar.js': 'public',

  'POST /api/v1/definitions/validate': {
    roles: ['administrator', 'author', 'publisher'],
    scope: 'definitions:read',
  },
  'POST /api/v1/definitions': { roles: ['administrator', 'publisher'], scope: 'definitions:publish' },
  'GET /api/v1/definitions': { roles: everyone, scope: 'definitions:read' },
  'GET /api/v1/definitions/:key': { roles: everyone, scope: 'definitions:read' },
  'GET /api/v1/definitions/:key/versions/:version': { roles: everyone, scope: 'definitions:read' },

  'POST /api/v1/instances': { roles: [...workers, 'applicant', 'system'], scope: 'instances:start' },
  'GET /api/v1/instances': { roles: readers, scope: 'instances:read' },
  'GET /api/v1/instances/:instanceId': { roles: readers, scope: 'instances:read' },
  'GET /api/v1/instances/:instanceId/journal': { roles: [...workers, 'auditor'], scope: 'instances:read' },
  'POST /api/v1/instances/:instanceId/cancel': {
    roles: ['administrator', 'senior', 'head'],
    scope: 'instances:manage',
  },
  'POST /api/v1/instances/:instanceId/messages': { roles: [...workers, 'applicant', 'system'], scope: 'messages:send' },
  'POST /api/v1/instances/:instanceId/documents': {
    roles: [...workers, 'applicant', 'system'],
    scope: 'files:write',
  },
  'GET /api/v1/instances/:instanceId/deadlines': { roles: readers, scope: 'instances:read' },
  'POST /api/v1/instances/:instanceId/legal-events': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/deadlines/:ledgerId/suspend': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/deadlines/:ledgerId/resume': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/deadlines/:ledgerId/extend': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/deadlines/:ledgerId/move': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/deadlines/:ledgerId/restore': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/deadlines/:ledgerId/confirm': { roles: seniors, scope: 'deadlines:manage' },
  'POST /api/v1/instances/:instanceId/fast-forward': { roles: ['administrator'], scope: 'clock:move' },
  'POST /api/v1/messages': { roles: [...workers, 'system'], scope: 'messages:send' },

  'GET /api/v1/user-tasks': { roles: [...workers, 'auditor', 'applicant'], scope: 'userTasks:read' },
  'GET /api/v1/user-tasks/:userTaskId': { roles: [...workers, 'auditor', 'applicant'], scope: 'userTasks:read' },
  'POST /api/v1/user-tasks/:userTaskId/claim': { roles: [...workers, 'applicant'], scope: 'userTasks:work' },
  'POST /api/v1/user-tasks/:userTaskId/release': { roles: [...workers, 'applicant'], scope: 'userTasks:work' },
  'POST /api/v1/user-tasks/:userTaskId/complete': { roles: [...workers, 'applicant'], scope: 'userTasks:work' },

  'GET /api/v1/incidents': { roles: ['administrator', 'head', 'auditor'], scope: 'incidents:read' },
  'POST /api/v1/incidents/:incidentId/retry': { roles: ['administrator'], scope: 'incidents:manage' },
  'POST /api/v1/incidents/:incidentId/resolve': { roles: ['administrator'], scope: 'incidents:manage' },
  'POST /api/v1/incidents/:incidentId/cancel': { roles: ['administrator'], scope: 'incidents:manage' },

  'POST /api/v1/files': { roles: [...workers, 'applicant', 'system'], scope: 'files:write' },
  'GET /api/v1/files/:fileId': { roles: readers, scope: 'files:read' },

  'POST /api/v1/api-keys': { roles: ['administrator'], scope: 'keys:manage' },
  'GET /api/v1/api-keys': { roles: ['administrator'], scope: 'keys:manage' },
  'POST /api/v1/api-keys/:keyId/rotate': { roles: ['administrator'], scope: 'keys:manage' },
  'POST /api/v1/api-keys/:keyId/revoke': { roles: ['administrator'], scope: 'keys:manage' },

  'POST /api/v1/session': 'public',
  'POST /api/v1/session/second-factor': 'public',
  'GET /api/v1/session': 'session',
  'DELETE /api/v1/session': 'session',
  'POST /api/v1/session/password': 'session',
  'POST /api/v1/session/second-factor/enrolment': 'session',
  'POST /api/v1/session/second-factor/confirmation': 'session',
  'POST /api/v1/session/recovery-codes': 'session',

  'GET /api/v1/people': { roles: [...workers, 'auditor'], scope: 'people:read' },
  'GET /api/v1/people/:personId': { roles: ['administrator', 'auditor'], scope: 'people:read' },
  'POST /api/v1/people': { roles: ['administrator'], scope: 'people:manage' },
  'PUT /api/v1/people/:personId': { roles: ['administrator'], scope: 'people:manage' },
  'POST /api/v1/people/:personId/disable': { roles: ['administrator'], scope: 'people:manage' },
  'POST /api/v1/people/:personId/enable': { roles: ['administrator'], scope: 'people:manage' },
  'POST /api/v1/people/:personId/restore-access': { roles: ['administrator'], scope: 'people:manage' },
  'POST /api/v1/people/:personId/absences': { roles: ['administrator', 'head'], scope: 'people:manage' },
  'GET /api/v1/groups': { roles: [...workers, 'auditor', 'author', 'publisher'], scope: 'people:read' },
  'POST /api/v1/groups': { roles: ['administrator'], scope: 'people:manage' },
  'GET /api/v1/departments': { roles: [...workers, 'auditor', 'author', 'publisher'], scope: 'people:read' },
  'POST /api/v1/departments': { roles: ['administrator'], scope: 'people:manage' },

  'GET /api/v1/audit': { roles: ['auditor', 'administrator'], scope: 'audit:read' },
  'GET /api/v1/audit/verification': { roles: ['auditor', 'administrator'], scope: 'audit:read' },
  'GET /api/v1/audit/export.csv': { roles: ['auditor', 'administrator'], scope: 'audit:read' },

  'GET /api/v1/drafts': { roles: editors, scope: 'drafts:edit' },
  'POST /api/v1/drafts': { roles: ['author', 'administrator'], scope: 'drafts:edit' },
  'GET /api/v1/drafts/:draftId': { roles: editors, scope: 'drafts:edit' },
  'PUT /api/v1/drafts/:draftId': { roles: ['author', 'administrator'], scope: 'drafts:edit' },
  'DELETE /api/v1/drafts/:draftId': { roles: ['author', 'administrator'], scope: 'drafts:edit' },
  'POST /api/v1/drafts/:draftId/submit': { roles: ['author', 'administrator'], scope: 'drafts:edit' },
  'POST /api/v1/drafts/:draftId/return': { roles: ['publisher'], scope: 'definitions:publish' },
  'POST /api/v1/drafts/:draftId/approve': { roles: ['publisher'], scope: 'definitions:publish' },
  'POST /api/v1/definitions/:key/versions/:version/retire': { roles: ['publisher'], scope: 'definitions:publish' },

  'GET /dev/mail': { roles: ['administrator'], scope: 'mail:read' },
  'GET /dev/mail/:mailId': { roles: ['administrator'], scope: 'mail:read' },
};
