import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeFileWhole } from './child-process.ts';

/** Below the range from which systems take ports for outgoing connections, so that a restart finds them free again. */
const [lowest, highest] = [20_000, 32_000];

export interface PortBook {
  /** The port this purpose had last time, else the wanted one, else a free one; `insist` tries the wanted one first, 0 asks for any. */
  take(purpose: string, wanted: number, insist?: boolean): Promise<number>;
  /** Purposes whose wanted or kept port was busy: what to tell the person. */
  replaced(): { purpose: string; wanted: number; port: number }[];
}

/** Ports of one data folder, in `ports.json` inside it. */
export function openPortBook(folder: string): PortBook {
  const path = join(folder, 'ports.json');
  const kept = readBook(path);
  const taken = new Set<number>();
  const replaced: { purpose: string; wanted: number; port: number }[] = [];
  return {
    replaced: () => replaced,
    async take(purpose, wanted, insist = false) {
      const before = kept[purpose] ?? wanted;
      const candidates = (insist ? [wanted, before] : [before]).filter((candidate) => candidate !== 0);
      const first = candidates[0];
      const isOurs = async (port: number): Promise<boolean> => !taken.has(port) && (await isFree(port));
      let port: number | undefined;
      while (port === undefined) {
        const candidate = candidates.shift() ?? lowest + Math.floor(Math.random() * (highest - lowest));
        if (await isOurs(candidate)) port = candidate;
      }
      if (first !== undefined && port !== first) replaced.push({ purpose, wanted: first, port });
      taken.add(port);
      if (kept[purpose] !== port) {
        kept[purpose] = port;
        writeFileWhole(path, `${JSON.stringify(kept, null, 2)}\n`, 0o644);
      }
      return port;
    },
  };
}

function readBook(path: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}

/** Free on the loopback address and on all addresses: a listener on either would get our callers. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, ...(host === undefined ? {} : { host }), exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}
