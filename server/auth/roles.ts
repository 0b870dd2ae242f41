/** Roles of people and systems (issue "People" adds accounts; keys carry the same roles). */
export const roles = [
  'administrator',
  'author',
  'publisher',
  'official',
  'senior',
  'head',
  'auditor',
  'applicant',
  'system',
] as const;

export type Role = (typeof roles)[number];

/** Who works on cases of others. */
export const staff = ['administrator', 'official', 'senior', 'head'] as const satisfies readonly Role[];

/**
 * What a key may be narrowed to. A key without scopes may do whatever its roles allow; a key with scopes only that part
 * of it.
 */
export const scopes = [
  'definitions:read',
  'definitions:publish',
  'instances:read',
  'instances:start',
  'instances:manage',
  'userTasks:read',
  'userTasks:work',
  'deadlines:manage',
  'incidents:read',
  'incidents:manage',
  'messages:send',
  'files:read',
  'files:write',
  'clock:move',
  'keys:manage',
  'mail:read',
  'people:read',
  'people:manage',
  'audit:read',
  'drafts:edit',
] as const;

export type Scope = (typeof scopes)[number];
