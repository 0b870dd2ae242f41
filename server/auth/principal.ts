import type { Actor } from '../../definitions/engine/index.ts';
import type { Role, Scope } from './roles.ts';

/** Who asks: proven by an API key now, by a session as well when accounts come. */
export interface Principal {
  /** Id of the proof (API key), for audit and rate limits. */
  credential: string;
  /** Opaque id of the person or system; what events, claims and idempotency keys belong to. */
  actorId: string;
  actorKind: 'person' | 'system' | 'applicant';
  roles: readonly Role[];
  groups: readonly string[];
  /** Empty: whatever the roles allow. */
  scopes: readonly Scope[];
}

export function actorOf(principal: Principal): Actor {
  return { kind: principal.actorKind, id: principal.actorId };
}

export function hasRole(principal: Principal, allowed: readonly Role[]): boolean {
  return principal.roles.some((role) => allowed.includes(role));
}

/** An applicant sees own cases only: true when none of the caller's roles sees more. */
export function seesOwnCasesOnly(principal: Principal): boolean {
  return !hasRole(principal, [
    'administrator',
    'official',
    'senior',
    'head',
    'auditor',
    'system',
    'author',
    'publisher',
  ]);
}
