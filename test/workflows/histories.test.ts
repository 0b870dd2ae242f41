import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readdirSync, statSync } from 'node:fs';
import type { ElementType } from '../../definitions/schema/definition.ts';
import { elementHandlers } from '../../definitions/engine/elements/registry.ts';
import { record, type RecordedInstance, recordingBundle } from './recorder/record.ts';
import { historiesFolder, type StoredCase, storedCases } from './recorder/store.ts';

const require = createRequire(createRequire(import.meta.url).resolve('@temporalio/worker'));
const { NormalModuleReplacementPlugin } = require('webpack') as {
  NormalModuleReplacementPlugin: new (what: RegExp, by: string) => { apply(compiler: unknown): void };
};

const cases = storedCases();
const programmes = cases.flatMap(({ recorded }) => recorded.programmes);

/** What every stored run does when this workflow code replays it. */
async function replayed(bundle: { code: string }, of: readonly StoredCase[]) {
  const histories = of.flatMap((each) => each.histories);
  const { instances, failures } = await record(bundle, histories, programmes);
  return { instances: new Map(instances.map((instance) => [instance.id, instance])), failures };
}

const kinds = ['happy', 'timer', 'error', 'cancel', 'continueAsNew'];
const about = new Set(cases.map(({ recorded }) => recorded.about));

describe('histories of instances that lived on a real server', () => {
  let told: { instances: Map<string, RecordedInstance>; failures: { id: string; run: number; message: string }[] };
  beforeAll(async () => {
    told = await replayed(await recordingBundle(), cases);
  });

  it('replay on this engine without a difference', () => {
    expect(told.failures).toEqual([]);
  });

  for (const { name, recorded } of cases) {
    it(`${name}: commits with the same arguments and comes to the same state`, () => {
      for (const instance of recorded.instances) expect(told.instances.get(instance.id)).toEqual(instance);
    });
  }
});

describe('the corpus', () => {
  it('has every element type, going well and continued as new', () => {
    for (const type of Object.keys(elementHandlers) as ElementType[]) {
      expect(about).toContain(`${type}: happy`);
      expect(about).toContain(`${type}: continueAsNew`);
    }
  });

  it('interrupts every element type that waits by time, by an error and by cancelling', () => {
    const atOnce = new Set(['scriptTask', 'businessRuleTask', 'manualTask', 'task']);
    for (const type of Object.keys(elementHandlers).filter((each) => !atOnce.has(each))) {
      for (const kind of kinds) expect(about).toContain(`${type}: ${kind}`);
    }
  });

  it('has runs of at most 300 events, at least two in every chain that was continued, and stays small', () => {
    for (const { name, recorded, histories } of cases) {
      const lengths = histories.flatMap(({ runs }) => runs.map(({ events }) => events?.length ?? 0));
      expect(Math.max(...lengths), name).toBeLessThanOrEqual(300);
      if (recorded.about.endsWith(': continueAsNew')) expect(lengths.length, name).toBeGreaterThan(histories.length);
    }
    const bytes = readdirSync(historiesFolder).map((file) => statSync(new URL(file, historiesFolder)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });
});

describe('an engine that behaves otherwise', () => {
  it('is found out by the arguments of commit, though Temporal sees nothing wrong', async () => {
    const faulty = fileURLToPath(new URL('./faulty/user-tasks.ts', import.meta.url));
    const bundle = await recordingBundle((config) => {
      config.plugins?.push(new NormalModuleReplacementPlugin(/\/user-tasks\.ts$/, faulty));
      return config;
    });
    const one = cases.filter(({ name }) => name === 'user-task-happy');
    const [instance] = one[0]?.recorded.instances ?? [];
    const { instances, failures } = await replayed(bundle, one);
    expect(failures).toEqual([]);
    const changed = instances.get(instance?.id as string);
    expect(changed?.runs).not.toEqual(instance?.runs);
    expect(changed?.runs[0]?.commits[0]?.entries[0]?.entry.records).toContainEqual(
      expect.objectContaining({ type: 'userTask.opened', userTask: expect.objectContaining({ priority: 51 }) }),
    );
  });
});
