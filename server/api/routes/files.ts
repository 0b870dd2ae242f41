import { join } from 'node:path';
import { Type } from 'typebox';
import { callerOf } from '../../auth/authenticate.ts';
import { takeFile } from '../../files/intake.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify.ts';
import { problem } from '../problem/problem.ts';
import { FileId } from '../schemas/common.ts';
import { refusals } from '../schemas/problem.ts';
import { accessibleFiles, looseFiles } from '../files/access.ts';

/** Files of one person that belong to no case yet: enough for a thick pack, too few to fill a disk. */
const maxLooseFiles = 200;

const StoredFile = Type.Object(
  {
    id: FileId,
    name: Type.String(),
    mediaType: Type.String(),
    bytes: Type.Integer(),
    sha256: Type.String(),
  },
  {
    examples: [
      {
        id: '0b1c2d3e4f5061728394a5b6c7d8e9f0',
        name: 'Решение.pdf',
        mediaType: 'application/pdf',
        bytes: 48213,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    ],
  },
);

export function fileRoutes(app: App, { database, files, config }: ApiDependencies): void {
  const waitingRoom = join(config.dataFolder, 'incoming');

  app.post(
    '/api/v1/files',
    {
      schema: {
        tags: ['files'],
        operationId: 'uploadFile',
        summary: 'Загрузить файл: PDF, JPG, PNG, DOCX до 10 МБ · Upload a file',
        description: 'multipart/form-data, одна часть `file` · one part named `file`',
        consumes: ['multipart/form-data'],
        response: { 201: StoredFile, ...refusals },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (!request.isMultipart()) throw problem('request.mediaType');
      const parts = request.parts();
      const { value: part } = await parts.next();
      if (part?.type !== 'file' || part.fieldname !== 'file') throw problem('file.missing', { pointer: '/file' });
      if ((await looseFiles(database, caller.actorId)) >= maxLooseFiles) throw problem('file.quota');
      const taken = await takeFile(part.file, part.filename, files, waitingRoom, async () => {
        if (!(await parts.next()).done) throw problem('file.tooMany', { pointer: '/file' });
      });
      await database
        .insertInto('file')
        .values({
          id: taken.id,
          name: taken.name,
          format: taken.format,
          media_type: taken.mediaType,
          bytes: taken.bytes,
          sha256: taken.sha256,
          uploaded_by: caller.actorId,
        })
        .execute()
        // Bytes that no row knows would never be found again.
        .catch(async (error: unknown) => {
          await files.remove(taken.id);
          throw error;
        });
      const { id, name, mediaType, bytes, sha256 } = taken;
      return reply.code(201).header('location', `/api/v1/files/${id}`).send({ id, name, mediaType, bytes, sha256 });
    },
  );

  app.get(
    '/api/v1/files/:fileId',
    {
      schema: {
        tags: ['files'],
        operationId: 'downloadFile',
        summary: 'Скачать файл доступного дела · Fetch a file of an accessible case',
        params: Type.Object({ fileId: FileId }),
        response: {
          200: {
            description: 'Содержимое файла · The bytes of the file',
            content: { 'application/octet-stream': { schema: Type.String({ format: 'binary' }) } },
          },
          ...refusals,
        },
      },
    },
    async (request, reply) => {
      const [file] = await accessibleFiles(database, callerOf(request), [request.params.fileId]);
      const content = file && (await files.get(file.id));
      if (!file || !content) throw problem('file.unknown');
      return reply
        .type(file.media_type)
        .header('content-length', file.bytes)
        .header('content-disposition', attachment(file.name))
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(content);
    },
  );
}

/** RFC 6266: an ASCII stand-in and the real name, so that no byte of the name can end the header. */
function attachment(name: string): string {
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0] ?? '';
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="file${extension}"; filename*=UTF-8''${encoded}`;
}
