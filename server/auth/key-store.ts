import { type SqlBool, sql } from 'kysely';
import type { Acting } from '../accounts/people.ts';
import { appendAudit } from '../audit/append.ts';
import type { Database } from '../database/index.ts';
import { newApiKey, parseToken, secretMatches } from './api-key.ts';
import type { Principal } from './principal.ts';
import type { Role, Scope } from './roles.ts';

export interface KeyRights {
  title: string;
  actorId: string;
  actorKind: Principal['actorKind'];
  roles: Role[];
  groups: string[];
  scopes: Scope[];
  /** Absent: until revoked. */
  expiresAt?: Date;
}

/** The caller a token proves, or undefined: unknown, wrong, expired and revoked keys look alike from outside. */
export async function principalOf(database: Database, token: string, now: Date): Promise<Principal | undefined> {
  const parsed = parseToken(token);
  if (!parsed) return undefined;
  const row = await database.selectFrom('api_key').selectAll().where('id', '=', parsed.id).executeTakeFirst();
  // An unknown id costs the same comparison as a wrong secret.
  const proven = secretMatches(parsed.secret, row?.secret_hash ?? Buffer.alloc(32));
  if (!row || !proven || row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now))
    return undefined;
  return {
    credential: row.id,
    actorId: row.actor_id,
    actorKind: row.actor_kind,
    roles: row.roles as Role[],
    groups: row.groups,
    scopes: row.scopes as Scope[],
  };
}

/** Creates a key and says so in the audit; its token is in the answer and nowhere else. */
export async function createKey(
  database: Database,
  rights: KeyRights,
  acting: Acting,
): Promise<{ id: string; token: string }> {
  return database.transaction().execute(async (transaction) => {
    const key = await insertKey(transaction, rights, acting.actor.id);
    await appendAudit(transaction, {
      ...acting,
      operation: 'api-key.create',
      subject: key.id,
      after: { ...rights, expiresAt: rights.expiresAt?.toISOString() ?? null },
    });
    return key;
  });
}

/** The row alone, inside the caller's transaction. */
export async function insertKey(
  database: Database,
  rights: KeyRights,
  createdBy: string,
): Promise<{ id: string; token: string }> {
  const key = newApiKey();
  await database
    .insertInto('api_key')
    .values({
      id: key.id,
      secret_hash: key.secretHash,
      title: rights.title,
      actor_id: rights.actorId,
      actor_kind: rights.actorKind,
      roles: rights.roles,
      groups: rights.groups,
      scopes: rights.scopes,
      created_by: createdBy,
      expires_at: rights.expiresAt ?? null,
    })
    .execute();
  return { id: key.id, token: key.token };
}

/** Gives a new secret with the same rights; the old key works until `graceUntil`. Undefined: no such living key. */
export async function rotateKey(
  database: Database,
  id: string,
  graceUntil: Date,
  acting: Acting,
): Promise<{ id: string; token: string } | undefined> {
  return database.transaction().execute(async (transaction) => {
    const old = await transaction
      .selectFrom('api_key')
      .selectAll()
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('rotated_to', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!old) return undefined;
    const key = newApiKey();
    await transaction
      .insertInto('api_key')
      .values({
        id: key.id,
        secret_hash: key.secretHash,
        title: old.title,
        actor_id: old.actor_id,
        actor_kind: old.actor_kind,
        roles: old.roles,
        groups: old.groups,
        scopes: old.scopes,
        created_by: acting.actor.id,
        expires_at: old.expires_at,
      })
      .execute();
    const until = old.expires_at !== null && old.expires_at < graceUntil ? old.expires_at : graceUntil;
    await transaction
      .updateTable('api_key')
      .set({ expires_at: until, rotated_to: key.id })
      .where('id', '=', id)
      .execute();
    await appendAudit(transaction, {
      ...acting,
      operation: 'api-key.rotate',
      subject: id,
      after: { rotatedTo: key.id, oldExpiresAt: until.toISOString() },
    });
    return { id: key.id, token: key.token };
  });
}

/** Revokes at once: every request looks the key up. The last living administrator's key stays, or nobody could make one. */
export async function revokeKey(
  database: Database,
  id: string,
  acting: Acting,
): Promise<'revoked' | 'unknown' | 'alreadyRevoked' | 'lastAdministrator'> {
  return database.transaction().execute(async (transaction) => {
    // Locks all administrators' keys in one order, so that two can't revoke each other at the same moment.
    const administrators = await transaction
      .selectFrom('api_key')
      .select('id')
      .where(sql<SqlBool>`'administrator' = any(roles)`)
      .where('revoked_at', 'is', null)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', new Date())]))
      .orderBy('id')
      .forUpdate()
      .execute();
    const key = await transaction.selectFrom('api_key').select('revoked_at').where('id', '=', id).executeTakeFirst();
    if (!key) return 'unknown';
    if (key.revoked_at !== null) return 'alreadyRevoked';
    if (administrators.length === 1 && administrators[0]?.id === id) return 'lastAdministrator';
    await transaction
      .updateTable('api_key')
      .set({ revoked_at: new Date(), revoked_by: acting.actor.id })
      .where('id', '=', id)
      .execute();
    await appendAudit(transaction, { ...acting, operation: 'api-key.revoke', subject: id });
    return 'revoked';
  });
}
