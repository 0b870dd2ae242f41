import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { accepts, compile, type EventOf, type StartData } from '../../definitions/engine/index.ts';
import type { ProgrammeArgument } from '../../workflows/programme-payload.ts';
import type { InstanceArguments } from '../../workflows/start-arguments.ts';
import { seal, unseal } from '../crypto/index.ts';
import type { Database } from '../database/index.ts';
import { type Applied, RejectedError, type StartRequest, UnknownInstanceError } from '../runtime.ts';
import type { TemporalGround } from './connection.ts';

export interface StartOptions {
  /** Gives out the number of a case that another case opens. */
  nextNumber(database: Database, mask: string | undefined): Promise<string>;
  /** The client shares the worker's connection: the first workflow task may run here at once. */
  eager?: boolean;
}

/** A start as written into the row: whatever happens to this process, it can be finished from there. */
interface StoredStart {
  programmeHash: string;
  eventId: string;
  actor: StartRequest['actor'];
  data: StartData;
  clockOffsetMs: number;
}

/** How long the answer to a start may take before the caller is told to ask again. */
const PATIENCE_MS = 20_000;

/** Starts instances: first a row that says what is to be started, then the workflow, then the read model is true. */
export class InstanceStarter {
  readonly #ground: TemporalGround;
  readonly #client: Client;
  readonly #options: StartOptions;

  constructor(ground: TemporalGround, client: Client, options: StartOptions) {
    this.#ground = ground;
    this.#client = client;
    this.#options = options;
  }

  async start(request: Omit<StartRequest, 'number'> & { number?: string }): Promise<Applied> {
    const { instanceId } = request;
    const row = await this.#row(instanceId);
    const written = row ? undefined : await this.#write(request);
    if (written) await this.#launchStored(instanceId, written);
    else if (!row || row.engine_status === 'starting') await this.#launch(instanceId);
    return this.#firstCommit(instanceId);
  }

  /** Finishes a start that a crash left behind. */
  async finish(instanceId: string): Promise<Applied> {
    const row = await this.#row(instanceId);
    if (!row) throw new UnknownInstanceError(instanceId);
    if (row.engine_status === 'starting') await this.#launch(instanceId);
    return this.#firstCommit(instanceId);
  }

  /** Rows left `starting` for longer than any start takes; returns how many were finished. */
  async sweep(olderThanMs: number): Promise<number> {
    const rows = await this.#ground.database
      .selectFrom('instance')
      .select('id')
      .where('engine_status', '=', 'starting')
      .where('created_at', '<', new Date(Date.now() - olderThanMs))
      .orderBy('created_at')
      .limit(100)
      .execute();
    for (const { id } of rows) await this.#launch(id);
    return rows.length;
  }

  /**
   * Refuses what the engine would refuse, then writes the row, its key and the sealed request in one transaction. Gives
   * nothing when another has written the row in between: that one counts.
   */
  async #write(request: Omit<StartRequest, 'number'> & { number?: string }): Promise<StoredStart | undefined> {
    const { database, keyring, programmes } = this.#ground;
    const version = await this.#version(request.key, request.version);
    const source = await programmes.source(version.programme_hash);
    const data: StartData = {
      instanceId: request.instanceId,
      input: request.input,
      ...pick(request, 'documents', 'startElement', 'parent', 'links', 'message'),
    };
    const clockOffsetMs = await this.#inheritedOffset(request);
    const at = new Date(Date.now() + clockOffsetMs).toISOString();
    const event: EventOf<'instance.start'> = {
      ...{ id: request.eventId, type: 'instance.start', at, actor: request.actor },
      data: { ...data, ...(request.number === undefined ? {} : { number: request.number }) },
    };
    const rejection = accepts(compile(source), undefined, event);
    if (rejection) {
      throw new RejectedError(rejection.code, rejection.pointer, rejection.message, rejection.details ?? []);
    }
    const number = request.number ?? (await this.#options.nextNumber(database, source.definition.numbering?.mask));
    const stored: StoredStart = {
      programmeHash: version.programme_hash,
      eventId: request.eventId,
      actor: request.actor,
      data: { ...data, number },
      clockOffsetMs,
    };
    const first = await database.transaction().execute(async (transaction) => {
      await keyring.create(request.instanceId, transaction);
      const { key } = await keyring.forInstance(request.instanceId, transaction);
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('instance')
        .values({
          id: request.instanceId,
          number,
          definition_key: request.key,
          version: version.version,
          programme_hash: version.programme_hash,
          engine_status: 'starting',
          clock_offset_ms: clockOffsetMs,
          parent_id: request.parent?.instanceId ?? null,
          parent_command: request.parent?.commandId ?? null,
          start_request: seal(key, Buffer.from(JSON.stringify(stored)), startPurpose(request.instanceId)),
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    });
    return first ? stored : undefined;
  }

  async #launch(instanceId: string): Promise<void> {
    const { database, keyring } = this.#ground;
    const row = await database
      .selectFrom('instance')
      .select('start_request')
      .where('id', '=', instanceId)
      .executeTakeFirst();
    // No request any more: the first commit has come.
    if (!row?.start_request) return;
    const { key } = await keyring.forInstance(instanceId);
    const opened = unseal(key, row.start_request, startPurpose(instanceId)).toString();
    await this.#launchStored(instanceId, JSON.parse(opened) as StoredStart);
  }

  async #launchStored(instanceId: string, stored: StoredStart): Promise<void> {
    const { keyring, config } = this.#ground;
    const { journalSalt } = await keyring.forInstance(instanceId);
    const programme: ProgrammeArgument = { $programme: stored.programmeHash };
    const input: InstanceArguments = {
      instanceId,
      journalSalt: journalSalt.toString('hex'),
      clockOffsetMs: stored.clockOffsetMs,
      begin: { eventId: stored.eventId, actor: stored.actor, data: stored.data },
    };
    try {
      await this.#client.workflow.start('processInstance', {
        workflowId: instanceId,
        taskQueue: config.taskQueue,
        args: [programme, input],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        ...(this.#options.eager ? { requestEagerStart: true } : {}),
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  /** Waits until the read model is true. */
  async #firstCommit(instanceId: string): Promise<Applied> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let wait = 16; ; wait = Math.min(wait * 1.5, 250)) {
      const entry = await this.#ground.database
        .selectFrom('journal_entry')
        .select(['seq', 'at'])
        .where('instance_id', '=', instanceId)
        .where('seq', '=', 1)
        .where('voided_at', 'is', null)
        .executeTakeFirst();
      if (entry) return { instanceId, seq: 1, at: entry.at.toISOString() };
      if (performance.now() > deadline) throw new Error(`Instance ${instanceId} is still starting`);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async #version(key: string, version?: number): Promise<{ version: number; programme_hash: string }> {
    let query = this.#ground.database
      .selectFrom('definition_version')
      .select(['version', 'programme_hash'])
      .where('key', '=', key);
    // A version bound at publication runs even when it has been retired since; new cases start from published ones.
    query = version === undefined ? query.where('status', '=', 'published') : query.where('version', '=', version);
    const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst();
    if (!row) throw new RejectedError('definition.notFound', '/key', `No published definition ${key} ${version ?? ''}`);
    return row;
  }

  /** A case that follows from others begins at their time: a fast-forwarded one must not have followers in its past. */
  async #inheritedOffset(request: Pick<StartRequest, 'parent' | 'links'>): Promise<number> {
    const from = [request.parent, ...(request.links ?? [])].flatMap((link) => (link ? [link.instanceId] : []));
    if (from.length === 0) return 0;
    const { offset } = await this.#ground.database
      .selectFrom('instance')
      .select(({ fn }) => fn.max('clock_offset_ms').as('offset'))
      .where('id', 'in', from)
      .executeTakeFirstOrThrow();
    return Number(offset ?? 0);
  }

  #row(instanceId: string) {
    return this.#ground.database
      .selectFrom('instance')
      .select('engine_status')
      .where('id', '=', instanceId)
      .executeTakeFirst();
  }
}

function startPurpose(instanceId: string): string {
  return `start:${instanceId}`;
}

function pick<T extends object, K extends keyof T>(source: T, ...names: K[]): { [P in K]?: Exclude<T[P], undefined> } {
  return Object.fromEntries(names.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]]))) as {
    [P in K]?: Exclude<T[P], undefined>;
  };
}
