import type { Readable } from 'node:stream';

/**
 * Where the bytes of files live, behind a port: a local folder now, S3 later. Keys are made by us; nothing a user names
 * ever reaches a disk or a bucket.
 */
export interface FileStorage {
  /** Stores the bytes whole or not at all. */
  put(key: string, bytes: Readable): Promise<void>;
  /** Undefined when there is no such object. */
  get(key: string): Promise<Readable | undefined>;
  remove(key: string): Promise<void>;
}
