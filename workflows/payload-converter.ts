import { DefaultPayloadConverter, type Payload, type SerializationContext } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/encoding.js';
import { loadProgramme } from './programme-cache.ts';
import { isProgrammeArgument, PROGRAMME_ENCODING } from './programme-payload.ts';

/** JSON, and programmes by their hash. */
class ReglamentPayloadConverter extends DefaultPayloadConverter {
  override toPayload<T>(value: T, context?: SerializationContext): Payload {
    if (!isProgrammeArgument(value)) return super.toPayload(value, context);
    return { metadata: { encoding: encode(PROGRAMME_ENCODING) }, data: encode(value.$programme) };
  }

  override fromPayload<T>(payload: Payload, context?: SerializationContext): T {
    const hash = payload.metadata?.['hash'];
    if (!hash) return super.fromPayload(payload, context);
    return loadProgramme(decode(hash), () => decode(payload.data ?? new Uint8Array())) as T;
  }
}

export const payloadConverter = new ReglamentPayloadConverter();
