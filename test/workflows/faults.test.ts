import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleWorkflows } from '../../server/temporal/index.ts';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { aStage, aStart, operator, type Stage, until } from './stage.ts';

const require = createRequire(createRequire(import.meta.url).resolve('@temporalio/worker'));
const { NormalModuleReplacementPlugin } = require('webpack') as {
  NormalModuleReplacementPlugin: new (what: RegExp, by: string) => { apply(compiler: unknown): void };
};

/** The real engine with one module put in the place of another. */
function bundleWithFault(what: RegExp, by: string) {
  const replacement = fileURLToPath(new URL(`./faulty/${by}`, import.meta.url));
  return bundleWorkflows((config) => {
    config.plugins?.push(new NormalModuleReplacementPlugin(what, replacement));
    return config;
  });
}

const plain = (key: string, more: object = {}) =>
  aDefinition(
    [
      { type: 'startEvent', id: 'start' },
      { type: 'userTask', id: 'work' },
      { type: 'endEvent', id: 'end' },
    ],
    ['start>work', 'work>end'],
    { key, ...more },
  );

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ worker: false });
  await stage.startWorker(await bundleWithFault(/\/user-task-add\.ts$/, 'user-task-add.ts'));
});
afterAll(() => stage.close());

describe('an exception inside the engine', () => {
  it('becomes an incident within a second, and the instance goes on', async () => {
    const id = await stage.open(plain('faulty-event'));
    const began = performance.now();
    const applied = await stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Ещё' } } });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(applied.seq).toBe(2);
    const [incident, ...others] = await stage.openIncidents(id);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ code: 'engine.fault' });
    const failed = (await stage.history(id)).filter((event) => event.workflowTaskFailedEventAttributes);
    expect(failed).toEqual([]);
    await stage.complete(id);
    await stage.ended(id);
  });

  it('is mended by an engine without the fault and a retry of the incident', async () => {
    const id = await stage.open(plain('mended'));
    await stage.send(id, { type: 'userTask.add', data: { title: { ru: 'Ещё' } } });
    const [incident] = await stage.openIncidents(id);
    await stage.stopWorker();
    await stage.startWorker();
    const retry = { incidentId: incident?.id as string };
    await stage.send(id, { type: 'incident.retry', actor: operator, data: retry });
    expect(await stage.openIncidents(id)).toEqual([]);
    expect(await stage.openTasks(id)).toHaveLength(2);
  });

  it('at the start leaves an instance with an incident', async () => {
    // A zone that nobody checked before publication: opening the deadline of the case throws.
    const deadline = {
      ...{ id: 'term', title: { ru: 'Срок' }, basis: 'Регламент', regime: 'internal' },
      ...{ class: 'internal', owner: 'authority', term: { amount: 3, unit: 'calendarDays' } },
    };
    const id = await stage.open(plain('faulty-start', { zone: 'Mars/Olympus', deadlines: [deadline] }));
    const incidents = await until(async () => {
      const open = await stage.openIncidents(id);
      return open.length > 0 && open;
    });
    expect(incidents).toHaveLength(1);
    expect(await stage.instance(id)).toMatchObject({ engine_status: 'running' });
    expect(await stage.proof(id)).toEqual([]);
  });
});

describe('an element that is too much for one transition', () => {
  it('stops at the step limit with an incident instead of blocking the worker', async () => {
    const { key } = await stage.publish(
      aDefinition(
        [
          { type: 'startEvent', id: 'start' },
          { type: 'exclusiveGateway', id: 'again' },
          { type: 'scriptTask', id: 'count', assignments: [{ to: 'n', value: 'n + 1' }] },
          { type: 'exclusiveGateway', id: 'more' },
          { type: 'endEvent', id: 'end' },
        ],
        ['start>again', 'again>count', 'count>more', 'more>again:n > 0', 'more>end:*'],
        { key: 'endless' },
      ),
      { limits: { steps: 200 } },
    );
    const request = aStart(key, { input: { n: 1 } });
    await stage.runtime.start(request);
    const [incident] = await stage.openIncidents(request.instanceId);
    expect(incident).toMatchObject({ code: 'limit.steps' });
  });
});
