import type { Role, Scope } from './roles.ts';

/** `public`: no key asked. Everything else names who may, and the scope a narrowed key needs. */
export type Permission = 'public' | { roles: readonly Role[]; scope: Scope };

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
const workers: readonly Role[] = ['administrator', 'official', 'senior', 'head'];
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
  'POST /api/v1/instances/:instanceId/messages': { roles: [...workers, 'system'], scope: 'messages:send' },
  'POST /api/v1/instances/:instanceId/documents': {
    roles: [...workers, 'applicant', 'system'],
    scope: 'files:write',
  },
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

  'GET /dev/mail': { roles: ['administrator'], scope: 'mail:read' },
  'GET /dev/mail/:mailId': { roles: ['administrator'], scope: 'mail:read' },
};
