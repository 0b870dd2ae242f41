import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Application, anApplication, refusal } from '../api/application.ts';
import { aForm, samples } from './samples.ts';

describe('files', () => {
  let application: Application;
  let clerk: string;

  beforeAll(async () => {
    application = await anApplication();
    clerk = await application.key({ actorId: 'clerk-1', roles: ['official'] });
  });
  afterAll(() => application.close());

  const upload = async (name: string, content: Buffer, authorization = clerk, type?: string) => {
    const { payload, contentType } = await aForm([{ name, content, ...(type ? { type } : {}) }]);
    return application.app.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { authorization, 'content-type': contentType },
      payload,
    });
  };
  const fetchFile = (id: string, authorization = clerk) =>
    application.app.inject({ url: `/api/v1/files/${id}`, headers: { authorization } });
  /** Everything that lies in the storage and in the waiting room, and the rows about it. */
  const traces = async () => {
    const names: string[] = [];
    for (const folder of ['files', 'incoming']) {
      const path = join(application.folder, folder);
      if (existsSync(path)) names.push(...readdirSync(path, { recursive: true, encoding: 'utf8' }));
    }
    const rows = await application.database.selectFrom('file').select('id').execute();
    return { files: names.filter((name) => name.length > 2).length, rows: rows.length };
  };

  it.each([
    ['Решение суда.PDF', samples.pdf, 'application/pdf'],
    ['scan.jpeg', samples.jpg, 'image/jpeg'],
    ['screen.png', samples.png, 'image/png'],
    ['Заявление.docx', samples.docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ])('of an accepted kind come back as they went: %s (R-044)', async (name, content, mediaType) => {
    const answer = await upload(name, content);
    expect(answer.statusCode).toBe(201);
    const file = answer.json<{ id: string }>();
    expect(file).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name,
      mediaType,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const fetched = await fetchFile(file.id);
    expect(fetched.rawPayload.equals(content)).toBe(true);
    expect(fetched.headers).toMatchObject({
      'content-type': mediaType,
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
    });
    expect(fetched.headers['content-disposition']).toMatch(/^attachment; filename="file\.\w+"; filename\*=UTF-8''/);
    expect(fetched.headers['content-disposition']).toContain(encodeURIComponent(name));
  });

  it.each([
    ['an .exe named .pdf', 'invoice.pdf', samples.exe, 422, 'file.contentMismatch'],
    ['a PNG named .pdf', 'scan.pdf', samples.png, 422, 'file.contentMismatch'],
    ['a plain archive named .docx', 'letter.docx', samples.zip, 422, 'file.contentMismatch'],
    ['text named .pdf', 'text.pdf', Buffer.from('just text'), 422, 'file.contentMismatch'],
    ['an .exe', 'setup.exe', samples.exe, 415, 'file.typeNotAllowed'],
    ['a name without an extension', 'scan', samples.pdf, 415, 'file.typeNotAllowed'],
    ['a disguised extension', 'a.pdf\u202Eexe', samples.exe, 415, 'file.typeNotAllowed'],
    ['an empty file', 'empty.pdf', Buffer.alloc(0), 422, 'file.empty'],
    ['an 11 MB file', 'big.pdf', Buffer.concat([samples.pdf, Buffer.alloc(11 * 1024 * 1024)]), 413, 'file.tooLarge'],
  ])('refuse %s and leave nothing behind', async (_case, name, content, status, code) => {
    const before = await traces();
    const answer = refusal(await upload(name, content));
    expect({ status: answer.status, code: answer.code, pointer: answer.pointer }).toEqual({
      status,
      code,
      pointer: '/file',
    });
    expect(await traces()).toEqual(before);
  });

  it('take exactly 10 MB', async () => {
    const content = Buffer.concat([samples.pdf, Buffer.alloc(10 * 1024 * 1024 - samples.pdf.length)]);
    expect((await upload('full.pdf', content)).statusCode).toBe(201);
  });

  it('come one in a request, as a form', async () => {
    const { payload, contentType } = await aForm([
      { name: 'a.pdf', content: samples.pdf },
      { name: 'b.pdf', content: samples.pdf },
    ]);
    const headers = { authorization: clerk, 'content-type': contentType };
    const before = await traces();
    const two = refusal(await application.app.inject({ method: 'POST', url: '/api/v1/files', headers, payload }));
    expect(two.code).toBe('file.tooMany');
    const none = refusal(
      await application.app.inject({
        method: 'POST',
        url: '/api/v1/files',
        headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
        payload: '--x--\r\n',
      }),
    );
    expect(none).toMatchObject({ code: 'file.missing', pointer: '/file' });
    const json = refusal(
      await application.app.inject({
        method: 'POST',
        url: '/api/v1/files',
        headers: { authorization: clerk },
        payload: {},
      }),
    );
    expect(json).toMatchObject({ status: 415, code: 'request.mediaType' });
    expect(await traces()).toEqual(before);
  });

  it('keep no path of the sender: only the last part of the name, and none of it on the disk', async () => {
    const answer = await upload('..\\..\\etc/../passwd.pdf', samples.pdf);
    expect(answer.json<{ name: string }>().name).toBe('passwd.pdf');
    const { readdirSync } = await import('node:fs');
    const onDisk = readdirSync(join(application.folder, 'files'), { recursive: true, encoding: 'utf8' });
    expect(onDisk.every((name) => /^[0-9a-f]{2}([/\\][0-9a-f]{32})?$/.test(name))).toBe(true);
  });

  it("can't break the headers of their answer by their name", async () => {
    const { id } = (await upload('a";\r\nX-Evil: 1;.pdf', samples.pdf)).json<{ id: string }>();
    const { headers } = await fetchFile(id);
    expect(headers['x-evil']).toBeUndefined();
    expect(headers['content-disposition']).not.toMatch(/[\r\n]|";.*"/);
  });

  it('that belong to no case are read by who uploaded them alone', async () => {
    const { id } = (await upload('own.pdf', samples.pdf)).json<{ id: string }>();
    const stranger = await application.key({ actorId: 'clerk-2', roles: ['official'] });
    expect(refusal(await fetchFile(id, stranger))).toMatchObject({ status: 404, code: 'file.unknown' });
    expect(refusal(await fetchFile('0'.repeat(32)))).toMatchObject({ status: 404, code: 'file.unknown' });
  });
});
