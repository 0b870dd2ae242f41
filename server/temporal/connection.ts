import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import type { Config } from '../config.ts';
import { Keyring } from '../crypto/index.ts';
import type { Database } from '../database/index.ts';
import { CasePayloadCodec } from './payload-codec.ts';
import { ProgrammeStore } from './programmes.ts';

export type TemporalConfig = Pick<Config, 'temporalAddress' | 'temporalNamespace' | 'taskQueue' | 'masterKey'>;

/** Paths, because workers load these modules themselves and the bundler puts them into the sandbox. */
export const converterPaths = {
  payloadConverterPath: fileURLToPath(new URL('../../workflows/payload-converter.ts', import.meta.url)),
  failureConverterPath: fileURLToPath(new URL('../../workflows/failure-converter.ts', import.meta.url)),
};

/** What worker and client share: keys, programmes, and how payloads are written. */
export interface TemporalGround {
  config: TemporalConfig;
  database: Database;
  keyring: Keyring;
  programmes: ProgrammeStore;
  dataConverter: DataConverter;
}

export function temporalGround(config: TemporalConfig, database: Database): TemporalGround {
  const keyring = new Keyring(database, [config.masterKey]);
  const programmes = new ProgrammeStore(database);
  const codec = new CasePayloadCodec(keyring, (hash) => programmes.bytes(hash));
  return { config, database, keyring, programmes, dataConverter: { ...converterPaths, payloadCodecs: [codec] } };
}

/** The worker's connection; a client on it may start instances eagerly, on the worker in the same process. */
export function connectNatively(config: TemporalConfig): Promise<NativeConnection> {
  return NativeConnection.connect({
    address: config.temporalAddress,
    // Compression costs CPU and saves nothing where no wire is.
    ...(isLoopback(config.temporalAddress) ? { grpcCompression: { codec: 'none' as const } } : {}),
  });
}

export interface ClientConnection {
  client: Client;
  close(): Promise<void>;
}

export async function connectClient(ground: TemporalGround, native?: NativeConnection): Promise<ClientConnection> {
  const { temporalAddress: address, temporalNamespace: namespace } = ground.config;
  const { dataConverter } = ground;
  if (native) return { client: new Client({ connection: native, namespace, dataConverter }), close: async () => {} };
  const connection = await Connection.connect({
    address,
    // Left to itself the client would wait up to two minutes before it tries a server that has come back.
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  return { client: new Client({ connection, namespace, dataConverter }), close: () => connection.close() };
}

function isLoopback(address: string): boolean {
  const host = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
