import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { Keyring } from '../crypto/index.ts';
import { seal, unseal } from '../crypto/index.ts';
import { PROGRAMME_ENCODING } from '../../workflows/programme-payload.ts';

const { Payload: Payloads } = proto.temporal.api.common.v1;

const SEALED_ENCODING = 'binary/encrypted';

/** Gives the bytes of a programme's JSON by its hash. */
export type ProgrammeBytes = (hash: string) => Promise<Uint8Array>;

/**
 * Stands between Temporal and us: everything is sealed under the key of the case it belongs to, and a programme is
 * written as its hash alone, filled in again on the way to the worker. Payload metadata names the key, never the case.
 */
export class CasePayloadCodec implements PayloadCodec {
  readonly #keyring: Keyring;
  readonly #programmeBytes: ProgrammeBytes;

  constructor(keyring: Keyring, programmeBytes: ProgrammeBytes) {
    this.#keyring = keyring;
    this.#programmeBytes = programmeBytes;
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.#encode(payload, context)));
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return Promise.all(payloads.map((payload) => this.#decode(payload)));
  }

  async #encode(payload: Payload, context?: SerializationContext): Promise<Payload> {
    const encoding = encodingOf(payload);
    // Nothing to hide in nothing; a programme is public and by reference.
    if (encoding === 'binary/null' || encoding === PROGRAMME_ENCODING) return payload;
    const instanceId = context?.workflowId;
    if (!instanceId) throw new Error('A payload that belongs to no case must not reach Temporal');
    const { id, key } = await this.#keyring.forInstance(instanceId);
    return {
      metadata: { encoding: Buffer.from(SEALED_ENCODING), 'encryption-key-id': Buffer.from(id) },
      data: seal(key, Payloads.encode(payload).finish(), purposeOf(id)),
    };
  }

  async #decode(payload: Payload): Promise<Payload> {
    const encoding = encodingOf(payload);
    if (encoding === PROGRAMME_ENCODING) {
      const hash = Buffer.from(payload.data ?? []).toString();
      return { metadata: { ...payload.metadata, hash: Buffer.from(hash) }, data: await this.#programmeBytes(hash) };
    }
    if (encoding !== SEALED_ENCODING) return payload;
    const id = Buffer.from(payload.metadata?.['encryption-key-id'] ?? []).toString();
    const { key } = await this.#keyring.byId(id);
    return Payloads.decode(unseal(key, payload.data ?? Buffer.alloc(0), purposeOf(id)));
  }
}

function encodingOf(payload: Payload): string {
  return Buffer.from(payload.metadata?.['encoding'] ?? []).toString();
}

function purposeOf(keyId: string): string {
  return `temporal:${keyId}`;
}
