import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import {
  type AcceptedFormat,
  displayName,
  formatOfMediaType,
  formatOfName,
  maxFileBytes,
  mediaTypes,
} from './formats.ts';
import type { FileStorage } from './storage.ts';

export type FileRefusal = 'file.tooLarge' | 'file.empty' | 'file.typeNotAllowed' | 'file.contentMismatch';

export class FileRefusedError extends Error {
  readonly code: FileRefusal;
  constructor(code: FileRefusal) {
    super(code);
    this.name = 'FileRefusedError';
    this.code = code;
  }
}

export interface TakenFile {
  id: string;
  name: string;
  format: AcceptedFormat;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/**
 * Takes a file from the network: streamed to a waiting room, measured and hashed on the way, judged by its content,
 * and only then handed to the storage. Whatever is refused leaves nothing behind.
 */
export async function takeFile(
  content: Readable,
  givenName: string | undefined,
  storage: FileStorage,
  waitingRoom: string,
  /** Called when the bytes are here and nothing is kept yet: throws if the rest of the request is wrong. */
  nothingElse: () => Promise<void>,
): Promise<TakenFile> {
  const id = randomBytes(16).toString('hex');
  await mkdir(waitingRoom, { recursive: true, mode: 0o700 });
  const path = join(waitingRoom, id);
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxFileBytes) return done(new FileRefusedError('file.tooLarge'));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(content, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    await nothingElse();
    if (bytes === 0) throw new FileRefusedError('file.empty');
    const name = displayName(givenName);
    const format = await judge(path, name);
    await storage.put(id, createReadStream(path));
    return { id, name, format, mediaType: mediaTypes[format], bytes, sha256: hash.digest('hex') };
  } finally {
    await rm(path, { force: true });
  }
}

async function judge(path: string, name: string): Promise<AcceptedFormat> {
  const claimed = formatOfName(name);
  if (!claimed) throw new FileRefusedError('file.typeNotAllowed');
  const found = await fileTypeFromFile(path);
  if (!found || formatOfMediaType(found.mime) !== claimed) throw new FileRefusedError('file.contentMismatch');
  return claimed;
}
