import { createHash } from 'node:crypto';
import type pg from 'pg';

export interface PeerActivities {
  opened(step: { instanceId: string; at: string; dueAt: string }): Promise<void>;
  completed(step: { instanceId: string; at: string; by: string; eventId: string; note: string }): Promise<void>;
}

/** The same projection as ours in the same tables: case, user task, deadline, timeline, hash-chained journal; one statement a step. */
export function peerActivities(pool: pg.Pool): PeerActivities {
  return {
    async opened({ instanceId, at, dueAt }) {
      const header = {
        event: { id: `${instanceId}-start`, type: 'instance.start', at },
        records: ['instance.started', 'deadline.opened', 'userTask.opened'],
      };
      const { digest, hash } = link(Buffer.alloc(32), header);
      await pool.query({
        name: 'peer-opened',
        text: `with started as (
            update instance set engine_status = 'running', started_at = $2, updated_at = $2, due_at = $3, seq = 1, head = $6, start_request = null where id = $1),
          task as (
            insert into user_task (instance_id, id, element_id, scope_id, title, performer, candidate_groups, state, opened_at, due_at)
            values ($1, 'u1', 'work', 's2', '{"ru":"Рассмотреть"}', 'official', '{clerks}', 'open', $2, $3)),
          term as (
            insert into deadline (instance_id, ledger_id, deadline_id, element_id, scope_id, state, due_at, opened_at)
            values ($1, 'd1', 'term', 'work', 's2', 'running', $3, $2)),
          told as (
            insert into timeline_entry (instance_id, seq, ordinal, at, type, actor_kind, actor_id, element_id, detail)
            values ($1, 1, 0, $2, 'instance.started', 'applicant', 'applicant-1', null, '{}'),
                   ($1, 1, 1, $2, 'deadline.opened', 'applicant', 'applicant-1', 'work', '{}'),
                   ($1, 1, 2, $2, 'userTask.opened', 'applicant', 'applicant-1', 'work', '{}'))
          insert into journal_entry (instance_id, seq, event_id, type, at, actor_kind, actor_id, header, payload_digest, prev_hash, hash)
          values ($1, 1, $8, 'instance.start', $2, 'applicant', 'applicant-1', $4, $5, $7, $6)`,
        values: [instanceId, at, dueAt, JSON.stringify(header), digest, hash, Buffer.alloc(32), `${instanceId}-start`],
      });
    },
    async completed({ instanceId, at, by, eventId, note }) {
      const header = {
        event: { id: eventId, type: 'userTask.complete', at },
        records: ['userTask.completed', 'deadline.fulfilled', 'instance.completed'],
      };
      const { digest, hash } = link(Buffer.alloc(32), header);
      await pool.query({
        name: 'peer-completed',
        text: `with ended as (
            update instance set engine_status = 'completed', ended_at = $2, updated_at = $2, seq = 2, head = $6, data = jsonb_build_object('note', $8::text) where id = $1),
          task as (update user_task set state = 'completed', closed_at = $2, completed_by = $3 where instance_id = $1 and id = 'u1'),
          term as (update deadline set state = 'fulfilled', closed_at = $2 where instance_id = $1 and ledger_id = 'd1'),
          told as (
            insert into timeline_entry (instance_id, seq, ordinal, at, type, actor_kind, actor_id, element_id, detail)
            values ($1, 2, 0, $2, 'userTask.completed', 'person', $3, 'work', '{}'),
                   ($1, 2, 1, $2, 'deadline.fulfilled', 'person', $3, 'work', '{}'),
                   ($1, 2, 2, $2, 'instance.completed', 'person', $3, null, '{}'))
          insert into journal_entry (instance_id, seq, event_id, type, at, actor_kind, actor_id, header, payload_digest, prev_hash, hash)
          values ($1, 2, $9, 'userTask.complete', $2, 'person', $3, $4, $5, $7, $6)`,
        values: [instanceId, at, by, JSON.stringify(header), digest, hash, Buffer.alloc(32), note, eventId],
      });
    },
  };
}

function link(previous: Buffer, header: unknown): { digest: Buffer; hash: Buffer } {
  const digest = createHash('sha256').update(JSON.stringify(header)).digest();
  return { digest, hash: createHash('sha256').update(previous).update(digest).digest() };
}
