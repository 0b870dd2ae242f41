import { type Kysely, sql } from 'kysely';

/**
 * The commit of the journal as functions of the database, so that it takes one round trip: `commit_entries` for the
 * common case, which says `conflict` and changes nothing when the journal holds something else at this place;
 * `apply_read_model` and `clear_read_model` for it and for rebuilding.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  for (const statement of [clearReadModel, applyReadModel, commitEntries]) await sql.raw(statement).execute(database);
}

const clearReadModel = `
create function clear_read_model(p_instance uuid) returns void language plpgsql as $$
begin
  delete from user_task where instance_id = p_instance;
  delete from incident where instance_id = p_instance;
  delete from subscription where instance_id = p_instance;
  delete from deadline where instance_id = p_instance;
  delete from timeline_entry where instance_id = p_instance;
  delete from instance_document where instance_id = p_instance;
  delete from instance_link where from_instance = p_instance;
  delete from outbox where instance_id = p_instance;
  update instance set engine_status = 'starting', case_status = null, case_status_canonical = null,
    case_status_reason = null, case_status_at = null, data = '{}', output = null, due_at = null,
    started_at = null, updated_at = null, ended_at = null
    where id = p_instance;
end $$`;

/** Upserts: a row given in part keeps its other columns. */
const applyReadModel = `
create function apply_read_model(p_instance uuid, c jsonb) returns void language plpgsql as $$
declare
  owner jsonb := jsonb_build_object('instance_id', p_instance);
begin
  if c ? 'user_task' then
    insert into user_task
      select r.* from jsonb_array_elements(c -> 'user_task') p
      left join user_task o on o.instance_id = p_instance and o.id = p ->> 'id'
      cross join lateral jsonb_populate_record(o, p || owner) r
      on conflict (instance_id, id) do update set
        title = excluded.title, performer = excluded.performer, candidate_groups = excluded.candidate_groups,
        candidate_users = excluded.candidate_users, assignee = excluded.assignee,
        excluded_users = excluded.excluded_users, priority = excluded.priority, form = excluded.form,
        added = excluded.added, state = excluded.state, due_at = excluded.due_at, closed_at = excluded.closed_at,
        completed_by = excluded.completed_by, outcome = excluded.outcome, reason = excluded.reason;
  end if;
  if c ? 'incident' then
    insert into incident
      select r.* from jsonb_array_elements(c -> 'incident') p
      left join incident o on o.instance_id = p_instance and o.id = p ->> 'id'
      cross join lateral jsonb_populate_record(o, p || owner) r
      on conflict (instance_id, id) do update set
        state = excluded.state, closed_at = excluded.closed_at, reason = excluded.reason;
  end if;
  if c ? 'deadline' then
    insert into deadline
      select r.* from jsonb_array_elements(c -> 'deadline') p
      left join deadline o on o.instance_id = p_instance and o.ledger_id = p ->> 'ledger_id'
      cross join lateral jsonb_populate_record(o, p || owner) r
      on conflict (instance_id, ledger_id) do update set
        state = excluded.state, due_at = excluded.due_at, closed_at = excluded.closed_at;
    update instance set due_at = (select min(d.due_at) from deadline d where d.instance_id = p_instance and d.state = 'running')
      where id = p_instance;
  end if;
  if c ? 'subscription_closed' then
    delete from subscription s using jsonb_array_elements_text(c -> 'subscription_closed') closed
      where s.instance_id = p_instance and s.id = closed;
  end if;
  if c ? 'subscription' then
    insert into subscription
      select r.* from jsonb_array_elements(c -> 'subscription') p
      cross join lateral jsonb_populate_record(null::subscription, p || owner) r
      on conflict (instance_id, id) do nothing;
  end if;
  if c ? 'document' then
    insert into instance_document
      select r.* from jsonb_array_elements(c -> 'document') p
      cross join lateral jsonb_populate_record(null::instance_document, p || owner) r
      on conflict (instance_id, file_id) do nothing;
  end if;
  if c ? 'link' then
    insert into instance_link
      select p_instance, (p ->> 'to_instance')::uuid, p ->> 'kind' from jsonb_array_elements(c -> 'link') p
      on conflict do nothing;
  end if;
  if c ? 'timeline' then
    insert into timeline_entry
      select r.* from jsonb_array_elements(c -> 'timeline') p
      cross join lateral jsonb_populate_record(null::timeline_entry, p || owner) r;
  end if;
  if c ? 'outbox' then
    insert into outbox (instance_id, command_id, seq, type, at, body)
      select p_instance, p ->> 'command_id', (p ->> 'seq')::integer, p ->> 'type', (p ->> 'at')::timestamptz,
        decode(p ->> 'body', 'base64')
      from jsonb_array_elements(c -> 'outbox') p
      on conflict (instance_id, command_id) do nothing;
  end if;
  update instance i set
      engine_status = n.engine_status, case_status = n.case_status, case_status_canonical = n.case_status_canonical,
      case_status_reason = n.case_status_reason, case_status_at = n.case_status_at, output = n.output,
      started_at = n.started_at, updated_at = n.updated_at, ended_at = n.ended_at, start_request = n.start_request,
      seq = n.seq, head = n.head, fence_run = n.fence_run, fence_length = n.fence_length, fence_at = n.fence_at,
      data = case when c ? 'data' then i.data || (c -> 'data') else i.data end
    from instance o, jsonb_populate_record(o, c -> 'instance') n
    where i.id = p_instance and o.id = p_instance;
end $$`;

/**
 * Answers \`done\`; \`repeated\` when these entries are the journal's last already; \`stale\` when a newer workflow task has
 * committed; \`conflict\` when the journal doesn't simply continue here; \`unknown\` when there is no such instance.
 */
const commitEntries = `
create function commit_entries(
  p_instance uuid, p_run integer, p_length integer, p_at bigint, p_entries jsonb, c jsonb
) returns text language plpgsql as $$
declare
  i instance;
  first_seq integer := (p_entries -> 0 ->> 'seq')::integer;
  last_seq integer := (p_entries -> -1 ->> 'seq')::integer;
  repeated integer;
begin
  select * into i from instance where id = p_instance for update;
  if not found then return 'unknown'; end if;
  if (p_run, p_length, p_at) < (i.fence_run, i.fence_length, i.fence_at) then return 'stale'; end if;
  if i.seq = last_seq then
    select count(*) into repeated from jsonb_array_elements(p_entries) e
      join journal_entry j on j.instance_id = p_instance and j.voided_at is null
        and j.seq = (e ->> 'seq')::integer and j.hash = decode(e ->> 'hash', 'hex');
    if repeated = last_seq - first_seq + 1 then
      update instance set fence_run = p_run, fence_length = p_length, fence_at = p_at where id = p_instance;
      return 'repeated';
    end if;
  end if;
  if first_seq <> i.seq + 1 or (i.head is not null and i.head <> decode(p_entries -> 0 ->> 'previous', 'hex')) then
    return 'conflict';
  end if;
  insert into journal_entry (instance_id, seq, event_id, type, at, actor_kind, actor_id, header, payload, payload_digest, prev_hash, hash)
    select p_instance, (e ->> 'seq')::integer, h ->> 'id', h ->> 'type', (h ->> 'at')::timestamptz,
      h -> 'actor' ->> 'kind', h -> 'actor' ->> 'id', e -> 'header', decode(e ->> 'payload', 'base64'),
      decode(e ->> 'digest', 'hex'), decode(e ->> 'previous', 'hex'), decode(e ->> 'hash', 'hex')
    from jsonb_array_elements(p_entries) with ordinality as rows (e, place), lateral (select e -> 'header' -> 'event' as h) x
    order by place;
  perform apply_read_model(p_instance, jsonb_set(c, '{instance}', (c -> 'instance') || jsonb_build_object(
    'seq', last_seq, 'head', '\\x' || (p_entries -> -1 ->> 'hash'),
    'fence_run', p_run, 'fence_length', p_length, 'fence_at', p_at)));
  return 'done';
end $$`;
