import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { PROGRAMME_ENCODING } from '../../workflows/programme-payload.ts';

type History = proto.temporal.api.history.v1.IHistory;
const { History } = proto.temporal.api.history.v1;

/** The same history with every payload readable without a key, programmes left as hashes, and no name of a machine. */
export async function plainHistory(history: History, codec: PayloadCodec): Promise<History> {
  const copy = History.decode(History.encode(history).finish());
  await unseal(copy, codec);
  return copy;
}

async function unseal(node: unknown, codec: PayloadCodec): Promise<void> {
  if (typeof node !== 'object' || node === null || ArrayBuffer.isView(node)) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === 'identity') (node as { identity: string }).identity = 'histories';
    else if (isPayload(value)) {
      if (encodingOf(value) === PROGRAMME_ENCODING) continue;
      const [plain] = await codec.decode([value]);
      Object.assign(value, plain);
    } else await unseal(value, codec);
  }
}

function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && 'metadata' in value && 'data' in value;
}

function encodingOf(payload: Payload): string {
  return Buffer.from(payload.metadata?.['encoding'] ?? []).toString();
}
