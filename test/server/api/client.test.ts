import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, dataOf, Refusal, uploadFile } from '../../../client/index.ts';
import { clientFiles } from '../../../scripts/generate/client.ts';
import { samples } from '../files/samples.ts';
import { aLivingApplication, aPermit, type Living, ok } from './living.ts';

describe('the TypeScript client', () => {
  it('is generated from the API as it stands: run `npm run generate` if not', async () => {
    for (const [path, text] of Object.entries(await clientFiles())) {
      expect(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8') === text, path).toBe(true);
    }
  });

  describe('over HTTP', () => {
    let living: Living;
    let baseUrl: string;

    beforeAll(async () => {
      living = await aLivingApplication();
      await living.application.app.listen({ port: 0, host: '127.0.0.1' });
      baseUrl = `http://127.0.0.1:${(living.application.app.server.address() as AddressInfo).port}`;
      ok(await (await living.caller('admin', ['administrator', 'publisher'])).post('/definitions', aPermit()));
    });
    afterAll(() => living.close());

    const keyOf = async (rights: object) => (await living.application.key(rights)).replace('Bearer ', '');

    it('uploads a file, opens a case, works on it and reads it', async () => {
      const clerk = createClient({
        baseUrl,
        key: await keyOf({ actorId: 'clerk-1', roles: ['official'], groups: ['clerks'] }),
      });
      const file = await uploadFile(clerk, new Blob([new Uint8Array(samples.pdf)]), 'Заявление.pdf');
      expect(file).toMatchObject({ name: 'Заявление.pdf', mediaType: 'application/pdf' });
      const header = { 'idempotency-key': randomUUID() };
      const started = await dataOf(
        clerk.POST('/api/v1/instances', {
          params: { header },
          body: {
            key: 'permit',
            input: { subject: 'Вывеска' },
            documents: [{ document: 'statement', fileId: file.id }],
          },
        }),
      );
      const path = { instanceId: started.instanceId };
      const opened = await dataOf(clerk.GET('/api/v1/instances/{instanceId}', { params: { path } }));
      const [task] = opened.userTasks;
      await dataOf(
        clerk.POST('/api/v1/user-tasks/{userTaskId}/complete', {
          params: { path: { userTaskId: task?.id as string }, header: { 'idempotency-key': randomUUID() } },
          body: { outcome: 'reject', reason: 'Неполный пакет', form: { note: 'пакет' } },
        }),
      );
      const closed = await dataOf(clerk.GET('/api/v1/instances/{instanceId}', { params: { path } }));
      expect(closed).toMatchObject({ engineStatus: 'completed', status: { code: 'refused', canonical: 'REJECTED' } });
    });

    it('throws refusals with code and pointer, in the language asked for', async () => {
      const clerk = createClient({ baseUrl, key: await keyOf({ roles: ['official'] }), language: 'en' });
      const refused = dataOf(
        clerk.POST('/api/v1/instances', {
          params: { header: { 'idempotency-key': randomUUID() } },
          body: { key: 'nothing', input: {} },
        }),
      );
      await expect(refused).rejects.toBeInstanceOf(Refusal);
      await expect(refused).rejects.toMatchObject({
        status: 404,
        problem: { code: 'definition.unknown', pointer: '/key', title: 'There is no such procedure' },
      });
    });
  });
});
