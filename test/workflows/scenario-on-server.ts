import { randomUUID } from 'node:crypto';
import type { Actor, DocumentRef, Programme } from '../../definitions/engine/index.ts';
import { momentIn, later } from '../../definitions/simulation/clock.ts';
import { documentRefs } from '../../definitions/simulation/documents.ts';
import type { Scenario, Step } from '../../definitions/simulation/index.ts';
import { type IncomingEvent, RejectedError } from '../../server/runtime.ts';
import type { InstancePosition } from '../../workflows/process-instance.ts';
import { type Stage, until } from './stage.ts';

/**
 * The same life, moved to another beginning: every leap of the clock is as long as the scenario makes it, expectations
 * on dates of the calendar are left out.
 */
export function movedTo(scenario: Scenario, zone: string, startAt: string): Scenario {
  let then = Date.parse(momentIn(zone, scenario.startAt) ?? scenario.startAt);
  let now = Date.parse(startAt);
  const steps = scenario.steps.flatMap((step): Step[] => {
    const { expect: _expect, rejected, advance, ...rest } = step;
    // The simulator's own check of candidate groups stands in for the API's, which this test leaves out.
    if (rejected?.code === 'userTask.notCandidate') return [];
    if (!advance) return [{ ...rest, ...(rejected ? { rejected } : {}) }];
    const from = new Date(then).toISOString();
    const target = advance.to ? momentIn(zone, advance.to) : later(zone, from, advance.by ?? 'PT0S');
    const leap = Date.parse(target as string) - then;
    then += leap;
    now += leap;
    return [{ advance: { to: new Date(now).toISOString() } }];
  });
  const { expect: _expect, ...rest } = scenario;
  return { ...rest, startAt, steps };
}

interface Played {
  /** Ids of the instances, in the order they were started. */
  instances: string[];
  refused: string[];
  /** The scenario as it was played: the clock of a case that has ended can't be moved, so that leap is left out. */
  scenario: Scenario;
}

/** Plays a scenario on the real servers through the same port that the API uses. */
export class ScenarioOnServer {
  readonly #stage: Stage;
  readonly #programmes: ReadonlyMap<string, Programme>;
  readonly #named = new Map<string, string>();
  readonly #keys: string[] = [];
  readonly #instances: string[] = [];
  /** Numbers of cases as the scenario writes them, and as they are here: a number is given once in a database. */
  readonly #numbers = new Map<unknown, string>();

  constructor(stage: Stage, programmes: ReadonlyMap<string, Programme>) {
    this.#stage = stage;
    this.#programmes = programmes;
  }

  async begin(scenario: Scenario, key: string): Promise<string> {
    const documents = documentRefs(this.#programmes.get(key), scenario.documents ?? [], 'start');
    const { startElement } = scenario;
    // What a scenario links to stands outside it; here it needs an id of the right form.
    const links = (scenario.links ?? []).map(({ kind }) => ({ kind, instanceId: randomUUID() }));
    return this.#start(key, scenario.actor, {
      ...(scenario.number ? { writtenNumber: scenario.number } : {}),
      input: scenario.input,
      documents,
      links,
      ...(startElement ? { startElement } : {}),
    });
  }

  async play(scenario: Scenario): Promise<Played> {
    const refused: string[] = [];
    const steps: Step[] = [];
    let leftOut = 0;
    let clock = Date.parse(scenario.startAt);
    for (const [index, written] of scenario.steps.entries()) {
      const instance = this.#find(written.instance);
      let step = written;
      if (written.advance) {
        const target = Date.parse(written.advance.to as string);
        if (!(await this.#lives(instance))) {
          leftOut += target - clock;
          clock = target;
          continue;
        }
        clock = target;
        step = { advance: { to: new Date(target - leftOut).toISOString() } };
      }
      steps.push(step);
      try {
        await this.#perform(instance, step, index + 1);
        if (step.rejected) throw new Error(`Step ${index} was to be refused with ${step.rejected.code}`);
      } catch (error) {
        if (!(error instanceof RejectedError) || error.code !== step.rejected?.code) throw error;
        refused.push(error.code);
      }
      await this.#quiet();
    }
    return { instances: this.#instances, refused, scenario: { ...scenario, steps } };
  }

  async #lives(instanceId: string): Promise<boolean> {
    const { engine_status } = await this.#stage.instance(instanceId);
    return engine_status === 'running' || engine_status === 'suspended';
  }

  #find(name: string | undefined): string {
    if (name === undefined) return this.#instances[0] as string;
    const [key, nth = '1'] = name.split('#');
    const byKey = this.#instances.filter((_, index) => this.#keys[index] === key)[Number(nth) - 1];
    const found = this.#named.get(name) ?? byKey;
    if (!found) throw new Error(`The scenario has no instance ${name}`);
    return found;
  }

  async #start(
    key: string,
    actor: Actor | undefined,
    more: {
      input: Scenario['input'];
      documents: DocumentRef[];
      links: { kind: string; instanceId: string }[];
      startElement?: string;
      writtenNumber?: string;
    },
  ): Promise<string> {
    const instanceId = randomUUID();
    const number = randomUUID();
    const { writtenNumber, ...request } = more;
    await this.#stage.runtime.start({
      instanceId,
      key,
      eventId: randomUUID(),
      actor: actor ?? { kind: 'applicant', id: 'applicant' },
      ...request,
      number,
    });
    this.#instances.push(instanceId);
    if (writtenNumber) this.#numbers.set(writtenNumber, number);
    this.#keys.push(key);
    return instanceId;
  }

  async #perform(instanceId: string, step: Step, number: number): Promise<void> {
    const programme = this.#programmes.get(this.#keys[this.#instances.indexOf(instanceId)] as string);
    const files = (documents: Parameters<typeof documentRefs>[1]) =>
      documentRefs(programme, documents, `step-${number}`);
    if (step.complete) {
      const { element, userTask, by, groups: _groups, documents, ...data } = step.complete;
      const open = await this.#stage.openTasks(instanceId);
      const task = open.find(({ id, element_id }) => (userTask ? id === userTask : element_id === element));
      const kind = task?.performer === 'applicant' ? 'applicant' : 'person';
      await this.#send(instanceId, typeof by === 'string' ? { kind, id: by } : by, 'userTask.complete', {
        userTaskId: task?.id ?? userTask ?? '',
        ...data,
        ...(documents ? { documents: files(documents) } : {}),
      });
    } else if (step.advance) {
      await this.#stage.runtime.fastForward(instanceId, { to: step.advance.to as string });
    } else if (step.message) {
      const { message, correlationKey, payload } = step.message;
      await this.#send(await this.#receiver(message), { kind: 'system', id: 'outside' }, 'message.deliver', {
        message,
        ...(correlationKey === undefined
          ? {}
          : { correlationKey: this.#numbers.get(correlationKey) ?? correlationKey }),
        ...(payload === undefined ? {} : { payload }),
      });
    } else if (step.attach) {
      await this.#send(instanceId, person(step.attach.by), 'documents.attach', {
        documents: files(step.attach.documents),
      });
    } else if (step.cancel) {
      await this.#send(instanceId, person(step.cancel.by), 'instance.cancel', { reason: step.cancel.reason });
    } else if (step.incident) {
      const { action, by, reason = '', value, element, code } = step.incident;
      const incidents = await this.#stage.openIncidents(instanceId);
      const incident = incidents.find(
        (open) => (!element || open.element_id === element) && (!code || open.code === code),
      );
      const data = {
        incidentId: incident?.id ?? '',
        ...(action === 'retry' ? {} : { reason }),
        ...(action === 'resolve' ? { value } : {}),
      };
      await this.#send(instanceId, person(by), `incident.${action}`, data);
    } else if (step.start) {
      await this.#startAnother(step.start, number);
    } else if (Object.keys(step).some((name) => !['title', 'rejected', 'instance'].includes(name))) {
      throw new Error(`This player does not know ${Object.keys(step).join(', ')}`);
    }
  }

  async #startAnother(start: NonNullable<Step['start']>, number: number): Promise<void> {
    const { procedure, as, actor, startElement, input = {}, documents = [], links = [] } = start;
    const programme = this.#programmes.get(procedure);
    const attached = documentRefs(programme, documents, `step-${number}`);
    const linked = links.map(({ kind, instance }) => ({ kind, instanceId: this.#find(instance) }));
    const inherited = await this.#inherited(programme, attached, linked);
    const id = await this.#start(procedure, actor, {
      input,
      documents: [...attached, ...inherited],
      links: linked,
      ...(startElement ? { startElement } : {}),
    });
    this.#named.set(as, id);
  }

  /** Documents a linked case hands over, as the API does at the start of the new one. */
  async #inherited(
    programme: Programme | undefined,
    attached: DocumentRef[],
    links: { kind: string; instanceId: string }[],
  ): Promise<DocumentRef[]> {
    const found: DocumentRef[] = [];
    for (const { key, inherits } of programme?.definition.documents ?? []) {
      const link = links.find(({ kind }) => kind === inherits?.link);
      if (!inherits || !link || attached.some(({ document }) => document === key)) continue;
      const rows = await this.#stage.database
        .selectFrom('instance_document')
        .selectAll()
        .where('instance_id', '=', link.instanceId)
        .where('document', '=', inherits.document)
        .execute();
      for (const row of rows) {
        found.push({
          document: key,
          fileId: row.file_id,
          name: row.name,
          mediaType: row.media_type,
          bytes: row.bytes,
          sha256: row.sha256,
        });
      }
    }
    return found;
  }

  async #receiver(message: string): Promise<string> {
    const { instance_id } = await this.#stage.database
      .selectFrom('subscription')
      .select('instance_id')
      .where('kind', '=', 'message')
      .where('name', '=', message)
      .where('instance_id', 'in', this.#instances)
      .executeTakeFirstOrThrow();
    return instance_id;
  }

  async #send(instanceId: string, actor: Actor, type: string, data: object): Promise<void> {
    await this.#stage.runtime.apply(instanceId, { id: randomUUID(), type, actor, data } as unknown as IncomingEvent);
  }

  /** Until every effect of the last step has had its effect. */
  async #quiet(): Promise<void> {
    for (const id of this.#instances) {
      const handle = this.#stage.client.workflow.getHandle(id);
      await until(async () => {
        if (!(await this.#lives(id))) return true;
        return handle.query<InstancePosition>('position').then(
          ({ quiet }) => quiet,
          async () => (await handle.describe()).status.name !== 'RUNNING',
        );
      });
    }
  }
}

function person(by: string | undefined): Actor {
  return { kind: 'person', id: by ?? 'operator' };
}
