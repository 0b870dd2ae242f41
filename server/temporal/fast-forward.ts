import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { v4 as uuidv4 } from 'uuid';
import type { InstancePosition } from '../../workflows/process-instance.ts';
import { RejectedError, UnknownInstanceError } from '../runtime.ts';
import type { TemporalGround } from './connection.ts';

/** The server's own bound of about 100 would stop a long case half-way. */
const MAX_SKIPS = 100_000;
const DAY_MS = 86_400_000;

/**
 * Moves the clock of a case, and of the cases linked with it, without waiting. Linked cases are moved together from due
 * moment to due moment, so that what one does at its time finds the others at that time too.
 */
export async function fastForward(
  ground: TemporalGround,
  client: Client,
  instanceId: string,
  target: { to: string } | { by: string },
): Promise<{ at: string }> {
  return new FastForward(ground, client).run(instanceId, target);
}

interface LinkedCase {
  id: string;
  /** How far its clock is ahead of the wall clock. */
  offsetMs: number;
}

class FastForward {
  readonly #ground: TemporalGround;
  readonly #client: Client;

  constructor(ground: TemporalGround, client: Client) {
    this.#ground = ground;
    this.#client = client;
  }

  async run(instanceId: string, target: { to: string } | { by: string }): Promise<{ at: string }> {
    const own = await this.#case(instanceId);
    const now = Date.now() + own.offsetMs;
    const goal = 'to' in target ? Date.parse(target.to) : now + durationMs(target.by);
    if (!Number.isFinite(goal) || goal < now) {
      throw new RejectedError('fastForward.past', '/to', 'The clock of a case only goes forward');
    }
    for (;;) {
      const cases = await this.#linked(instanceId);
      const next = await this.#nextDue(cases, goal);
      for (const linked of cases) await this.#moveIfAlive(linked, next);
      await this.#quiet(cases.map(({ id }) => id));
      if (next >= goal) return { at: new Date(goal).toISOString() };
    }
  }

  async #case(instanceId: string): Promise<LinkedCase> {
    const row = await this.#ground.database
      .selectFrom('instance')
      .select(['id', 'clock_offset_ms'])
      .where('id', '=', instanceId)
      .executeTakeFirst();
    if (!row) throw new UnknownInstanceError(instanceId);
    return { id: row.id, offsetMs: row.clock_offset_ms };
  }

  /** The case and every living one that links lead to, in either direction. */
  async #linked(instanceId: string): Promise<LinkedCase[]> {
    const { database } = this.#ground;
    const found = new Map<string, LinkedCase>();
    /** Also those that are gone: a link may outlive what it leads to. */
    const seen = new Set<string>();
    let fresh = [instanceId];
    while (fresh.length > 0) {
      for (const id of fresh) seen.add(id);
      const rows = await database
        .selectFrom('instance')
        .select(['id', 'clock_offset_ms', 'engine_status'])
        .where('id', 'in', fresh)
        .execute();
      for (const row of rows) {
        if (isLiving(row.engine_status)) found.set(row.id, { id: row.id, offsetMs: row.clock_offset_ms });
      }
      const links = await database
        .selectFrom('instance_link')
        .select(['from_instance', 'to_instance'])
        .where((where) => where.or([where('from_instance', 'in', fresh), where('to_instance', 'in', fresh)]))
        .execute();
      fresh = [...new Set(links.flatMap((link) => [link.from_instance, link.to_instance]))].filter(
        (id) => !seen.has(id),
      );
    }
    return [...found.values()];
  }

  /** The earliest moment anything of these is due, at most the goal; the goal at once if there is nobody to meet. */
  async #nextDue(cases: LinkedCase[], goal: number): Promise<number> {
    if (cases.length < 2) return goal;
    const positions = await Promise.all(cases.map(({ id }) => this.#position(id)));
    const due = positions.flatMap((position) => (position?.nextDueAt ? [Date.parse(position.nextDueAt)] : []));
    return Math.min(goal, ...due);
  }

  /** One that another's clock has just ended has no clock to move any more. */
  async #moveIfAlive(linked: LinkedCase, to: number): Promise<void> {
    try {
      await this.#move(linked, to);
    } catch (error) {
      if (!(await this.#hasEnded(linked.id))) throw error;
    }
  }

  async #move(linked: LinkedCase, to: number): Promise<void> {
    const current = await this.#case(linked.id);
    const ahead = to - (Date.now() + current.offsetMs);
    if (ahead <= 0) return;
    const fastForwardId = uuidv4();
    const { workflowService: service } = this.#client;
    const workflowExecution = { workflowId: linked.id };
    const namespace = this.#ground.config.temporalNamespace;
    await service.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          maxSessionSkipCount: MAX_SKIPS,
          fastForwardConfig: {
            id: fastForwardId,
            duration: { seconds: Math.floor(ahead / 1000) as never, nanos: (ahead % 1000) * 1_000_000 },
          },
        },
      },
      updateMask: { paths: ['time_skipping_config'] },
    });
    await this.#completed(linked.id, fastForwardId);
    await this.#ground.database
      .updateTable('instance')
      .set({ clock_offset_ms: current.offsetMs + ahead })
      .where('id', '=', linked.id)
      .execute();
  }

  async #completed(workflowId: string, fastForwardId: string): Promise<void> {
    const { FastForwardPollingResult: Result } = proto.temporal.api.enums.v1;
    for (;;) {
      const { fastForwardPollingResult: result, failedReason } =
        await this.#client.workflowService.pollWorkflowExecutionTimeSkipping({
          namespace: this.#ground.config.temporalNamespace,
          workflowExecution: { workflowId },
          fastForwardId,
        });
      if (result === Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return;
      if (result === Result.FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT) continue;
      // A case that ends on the way has no clock any more.
      if (await this.#hasEnded(workflowId)) return;
      throw new Error(`Fast-forward of ${workflowId} failed: ${failedReason}`);
    }
  }

  async #hasEnded(workflowId: string): Promise<boolean> {
    const { status } = await this.#client.workflow.getHandle(workflowId).describe();
    return status.name !== 'RUNNING';
  }

  /** Returns when nothing of these is under way: every effect of the last step has had its effect. */
  async #quiet(ids: string[]): Promise<void> {
    for (const id of ids) {
      for (let wait = 5; ; wait = Math.min(wait * 2, 250)) {
        const position = await this.#position(id);
        if (!position || position.quiet) break;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  async #position(id: string): Promise<InstancePosition | undefined> {
    try {
      return await this.#client.workflow.getHandle(id).query<InstancePosition>('position');
    } catch (error) {
      if (await this.#hasEnded(id)) return undefined;
      throw error;
    }
  }
}

function isLiving(status: string): boolean {
  return status === 'running' || status === 'suspended';
}

/** `P10D`, `PT90M`: days are 24 hours, as the clock and not the calendar is moved. */
function durationMs(duration: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  if (!match) return Number.NaN;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return (weeks * 7 + days) * DAY_MS + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000;
}
