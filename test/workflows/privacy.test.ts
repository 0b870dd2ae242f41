import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connector, ConnectorFailure } from '../../activities/connector.ts';
import { aDefinition } from '../definitions/engine/a-definition.ts';
import { aStage, type Stage, until } from './stage.ts';

/** Says what it was given in its failure, as careless code does. */
const indiscreet: Connector = {
  key: 'test.indiscreet',
  title: { ru: 'Болтун' },
  description: { ru: 'Повторяет в ошибке, что ему дали' },
  ...{ input: {}, output: {}, settings: {}, errors: [] },
  retry: { maxAttempts: 1, initialInterval: 'PT1S', maxInterval: 'PT1S', backoff: 1 },
  async invoke({ input }) {
    throw new ConnectorFailure('test.indiscreet', `Не понимаю ${JSON.stringify(input)}`);
  },
};

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ connectors: [indiscreet] });
});
afterAll(() => stage.close());

const name = 'Иванова Мария Сергеевна';
const definition = aDefinition(
  [
    { type: 'startEvent', id: 'start' },
    {
      type: 'serviceTask',
      id: 'call',
      connector: 'test.indiscreet',
      inputs: [{ to: 'applicant', value: 'applicant' }],
    },
    { type: 'userTask', id: 'work', form: { schema: { type: 'object', properties: { phone: { maxLength: 12 } } } } },
    { type: 'endEvent', id: 'end' },
  ],
  ['start>work', 'work>call', 'call>end'],
  { key: 'private' },
);

describe('personal data', () => {
  it('is nowhere in Temporal in plain text: not in starts, updates, refusals, activities, results, failures', async () => {
    const id = await stage.open(definition, { input: { applicant: name } });
    await expect(stage.complete(id, { form: { phone: `${name} +7 900 123-45-67` } })).rejects.toBeDefined();
    await stage.complete(id, { form: { phone: '+79001234567' } });
    await until(async () => (await stage.openIncidents(id))[0]);
    const bytes = Buffer.from(everythingIn(await stage.history(id)));
    // That the search would find what is there: the one payload that is not sealed.
    expect(bytes.includes('reglament/programme')).toBe(true);
    for (const secret of [name, 'Иванова', '+79001234567', 'applicant', 'Пенсия', 'phone']) {
      expect(bytes.includes(secret), secret).toBe(false);
      expect(bytes.includes(Buffer.from(secret).toString('base64').replace(/=+$/, '')), secret).toBe(false);
    }
    const description = await stage.client.workflow.getHandle(id).describe();
    expect(description.memo).toEqual({});
    expect(description.workflowId).toBe(id);
    expect(description.type).toBe('processInstance');
  });

  it('says which key sealed each payload', async () => {
    const id = await stage.open(definition, { input: { applicant: name } });
    const { id: keyId } = await stage.ground.keyring.forInstance(id);
    const [started] = await stage.history(id);
    const payloads = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    const described = payloads.map(({ metadata }) => ({
      encoding: Buffer.from(metadata?.['encoding'] ?? []).toString(),
      key: Buffer.from(metadata?.['encryption-key-id'] ?? []).toString(),
    }));
    expect(described).toEqual([
      { encoding: 'reglament/programme', key: '' },
      { encoding: 'binary/encrypted', key: keyId },
    ]);
  });

  it('leaves only the hash of the definition in history', async () => {
    const big = {
      ...definition,
      key: 'big',
      elements: definition.elements.map((element) => ({ ...element, description: { ru: 'Слово '.repeat(2_000) } })),
    };
    const id = await stage.open(big, { input: { applicant: name } });
    const [started] = await stage.history(id);
    const [programme] = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    expect(Buffer.from(programme?.data ?? []).toString()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is sealed in the journal, in the outbox and in recorded answers', async () => {
    const applicant = `${name} ${randomUUID()}`;
    const id = await stage.open(definition, { input: { applicant } });
    await stage.complete(id, { form: { phone: '+79001234567' } });
    const entries = await stage.journal(id);
    const outbox = await stage.database.selectFrom('outbox').selectAll().where('instance_id', '=', id).execute();
    expect(outbox).toHaveLength(1);
    const text = [
      JSON.stringify(entries.map(({ header }) => header)),
      ...entries.map(({ payload }) => payload?.toString()),
    ];
    for (const place of [...text, outbox[0]?.body.toString()]) {
      expect(place).not.toContain('Иванова');
      expect(place).not.toContain('+79001234567');
    }
  });
});

/** Bytes of a history as text, so that they can be searched. */
/** All text there is, also in bytes and under names that a JSON form would leave out. */
function everythingIn(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${everythingIn(inner)}`)
    .join('\n');
}
