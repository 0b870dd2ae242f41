import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import type { IncomingEvent } from '../../server/runtime.ts';
import { aStart, operator, type Stage, until } from '../../test/workflows/stage.ts';
import type { InstancePosition } from '../../workflows/process-instance.ts';
import type { Act, HistoryCase } from './case.ts';

/** Lives the case on the real server to its end; the ids of its instances, the one it is about first. */
export async function play(stage: Stage, each: HistoryCase): Promise<string[]> {
  const bindings: { [key: string]: number } = {};
  for (const other of each.others) bindings[other.key] = await publishedOnce(stage, other);
  const deadlines = JSON.stringify(each.definition).includes('"deadlines"');
  const { key } = await stage.publish(each.definition, {
    ...(deadlines ? {} : { calendars: {} }),
    ...{ bindings, decisions: each.decisions },
    limits: each.historyEvents === undefined ? {} : { historyEvents: each.historyEvents },
  });
  const { startElement, message } = each;
  const request = aStart(key, {
    input: each.input,
    ...(startElement === undefined ? {} : { startElement }),
    ...(message === undefined ? {} : { message }),
  });
  await stage.runtime.start(request);
  const life = new Life(stage, request.instanceId);
  await life.quiet();
  for (const act of each.acts) {
    await life.perform(act);
    await life.quiet();
  }
  await stage.ended(request.instanceId);
  return [request.instanceId, ...(await life.called())];
}

const published = new Map<string, Promise<number>>();

/** Cases played at once may call the same procedure. */
function publishedOnce(stage: Stage, definition: ProcessDefinition): Promise<number> {
  const known =
    published.get(definition.key) ?? stage.publish(definition, { calendars: {} }).then(({ version }) => version);
  published.set(definition.key, known);
  return known;
}

class Life {
  readonly #stage: Stage;
  readonly #id: string;

  constructor(stage: Stage, id: string) {
    this.#stage = stage;
    this.#id = id;
  }

  async perform(act: Act): Promise<void> {
    const send = this.#stage.send.bind(this.#stage);
    const id = this.#id;
    if ('complete' in act) {
      const { complete, ...data } = act;
      const task = await until(async () => {
        const instances = [id, ...(await this.called())];
        const open = (await Promise.all(instances.map((each) => this.#stage.openTasks(each)))).flat();
        return open.find(({ element_id }) => complete === '' || element_id === complete);
      });
      await send(task.instance_id, { type: 'userTask.complete', data: { userTaskId: task.id, ...data } });
    } else if ('advance' in act) await this.#stage.runtime.fastForward(id, { by: act.advance });
    else if ('message' in act) await send(id, { type: 'message.deliver', data: act });
    else if ('signal' in act) await send(id, { type: 'signal.deliver', data: act });
    else if ('correct' in act) await this.#operate('variables.set', { values: act.correct, reason: 'Исправление' });
    else if ('cancel' in act) await this.#operate('instance.cancel', { reason: 'Отозвано' });
    else if ('suspend' in act) await this.#operate('instance.suspend', { reason: 'Проверка' });
    else if ('resume' in act) await this.#operate('instance.resume', {});
    else if ('activate' in act) {
      // The ad-hoc sub-process is the second scope, after the process itself.
      await send(id, { type: 'adHoc.activate', data: { scopeId: 's2', elementId: act.activate } });
    } else {
      const incident = await until(async () => (await this.#stage.openIncidents(id))[0]);
      const more = act.incident === 'resolve' ? { value: act.value, reason: 'Узнали сами' } : {};
      await this.#operate(`incident.${act.incident}`, { incidentId: incident.id, ...more });
    }
  }

  /** Nothing is on its way; a connector that hangs may hang on. */
  async quiet(): Promise<void> {
    const handle = this.#stage.client.workflow.getHandle(this.#id);
    await until(async () => {
      const { engine_status: status } = await this.#stage.instance(this.#id);
      if (status !== 'running' && status !== 'suspended') return true;
      const hangs = await this.#stage.database
        .selectFrom('outbox')
        .select('command_id')
        .where('instance_id', '=', this.#id)
        .where('type', '=', 'service.invoke')
        .where('settled_at', 'is', null)
        .execute();
      if (hangs.length > 0) return true;
      return handle.query<InstancePosition>('position').then(
        ({ quiet }) => quiet,
        () => false,
      );
    });
  }

  async called(): Promise<string[]> {
    const rows = await this.#stage.database
      .selectFrom('instance')
      .select('id')
      .where('parent_id', '=', this.#id)
      .orderBy('created_at')
      .execute();
    return rows.map(({ id }) => id);
  }

  async #operate(type: IncomingEvent['type'], data: object): Promise<void> {
    await this.#stage.send(this.#id, { type, actor: operator, data } as never);
  }
}
