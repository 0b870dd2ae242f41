import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import proto from '@temporalio/proto';
import type { InstanceHistories, Recorded } from './record.ts';

const { History } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;

export const historiesFolder = new URL('../histories/', import.meta.url);

export interface StoredCase {
  name: string;
  recorded: Recorded;
  histories: InstanceHistories[];
}

/** `<name>.json` says what must come out; `<name>.history.gz` holds its runs one after the other, each after its length. */
export function storeCase(name: string, recorded: Recorded, histories: readonly InstanceHistories[]): void {
  const runs = histories.flatMap((instance) => instance.runs.map((run) => History.encodeDelimited(run).finish()));
  writeFileSync(new URL(`${name}.history.gz`, historiesFolder), gzipSync(Buffer.concat(runs), { level: 9 }));
  writeFileSync(new URL(`${name}.json`, historiesFolder), `${JSON.stringify(recorded)}\n`);
}

export function storedCases(): StoredCase[] {
  const names = readdirSync(historiesFolder).filter((name) => name.endsWith('.json'));
  return names.sort().map((file) => {
    const name = file.slice(0, -'.json'.length);
    const recorded = JSON.parse(readFileSync(new URL(file, historiesFolder), 'utf8')) as Recorded;
    const runs = readRuns(gunzipSync(readFileSync(new URL(`${name}.history.gz`, historiesFolder))));
    const histories = recorded.instances.map(({ id, programme, runs: told }) => {
      return { id, programme, runs: runs.splice(0, told.length) };
    });
    return { name, recorded, histories };
  });
}

function readRuns(bytes: Uint8Array): History[] {
  const runs: History[] = [];
  for (let from = 0; from < bytes.length; ) {
    // A varint: seven bits a byte, the lowest first.
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[from++] as number;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    runs.push(History.decode(bytes.subarray(from, from + length)));
    from += length;
  }
  return runs;
}
