import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyring, seal, unseal } from '../../../server/crypto/index.ts';
import { type Database, openDatabase } from '../../../server/database/index.ts';
import { freshDatabase } from '../../ground/database.ts';

let database: Database;
beforeAll(async () => {
  database = openDatabase((await freshDatabase()).url);
});
afterAll(() => database.destroy());

const aMaster = (id: string) => ({ id, key: randomBytes(32) });

describe('a sealed value', () => {
  const key = randomBytes(32);
  const sealed = seal(key, Buffer.from('Иванов'), 'here');

  it('is opened by its key for its purpose', () => {
    expect(unseal(key, sealed, 'here').toString()).toBe('Иванов');
  });

  it.each([
    ['another key', randomBytes(32), sealed, 'here'],
    ['another purpose', key, sealed, 'there'],
    [
      'a changed bit',
      key,
      Buffer.concat([sealed.subarray(0, -1), Buffer.from([(sealed.at(-1) as number) ^ 1])]),
      'here',
    ],
    ['a cut end', key, sealed.subarray(0, -1), 'here'],
  ])('is not opened with %s', (_title, otherKey, bytes, purpose) => {
    expect(() => unseal(otherKey, bytes, purpose)).toThrow();
  });
});

describe('the key of a case', () => {
  it('is made once, and the same in every process', async () => {
    const master = aMaster('m1');
    const id = randomUUID();
    await new Keyring(database, [master]).create(id);
    await new Keyring(database, [master]).create(id);
    const [one, other] = await Promise.all([
      new Keyring(database, [master]).forInstance(id),
      new Keyring(database, [master]).forInstance(id),
    ]);
    expect(one).toEqual(other);
    expect((await new Keyring(database, [master]).byId(one.id)).instanceId).toBe(id);
  });

  it('is no other case’s', async () => {
    const keyring = new Keyring(database, [aMaster('m1')]);
    const [a, b] = [randomUUID(), randomUUID()];
    await keyring.create(a);
    await keyring.create(b);
    expect((await keyring.forInstance(a)).key).not.toEqual((await keyring.forInstance(b)).key);
  });

  it('is not opened with another master key, and not when its row is put under another case', async () => {
    const master = aMaster('m1');
    const [a, b] = [randomUUID(), randomUUID()];
    await new Keyring(database, [master]).create(a);
    await expect(new Keyring(database, [{ ...aMaster('m1') }]).forInstance(a)).rejects.toThrow();
    await database.updateTable('data_key').set({ instance_id: b }).where('instance_id', '=', a).execute();
    await expect(new Keyring(database, [master]).forInstance(b)).rejects.toThrow();
  });

  it('stays the same when the master key changes', async () => {
    const [old, current] = [aMaster('old'), aMaster('new')];
    const id = randomUUID();
    const before = new Keyring(database, [old]);
    await before.create(id);
    const { key } = await before.forInstance(id);
    const both = new Keyring(database, [current, old]);
    await database.deleteFrom('data_key').where('instance_id', '!=', id).execute();
    expect(await both.rewrap()).toBe(1);
    expect(await both.rewrap()).toBe(0);
    expect((await new Keyring(database, [current]).forInstance(id)).key).toEqual(key);
  });

  it('is gone once erased, also for who had it', async () => {
    const keyring = new Keyring(database, [aMaster('m1')]);
    const id = randomUUID();
    await keyring.create(id);
    const { id: keyId } = await keyring.forInstance(id);
    await keyring.erase(id);
    await expect(keyring.forInstance(id)).rejects.toMatchObject({ name: 'KeyErasedError' });
    await expect(keyring.byId(keyId)).rejects.toMatchObject({ name: 'KeyErasedError' });
  });
});
