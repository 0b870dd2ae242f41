import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../server/cli/lines.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(text: string, size: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(inPieces(Buffer.from(text), size))) lines.push(line);
  return lines;
}

describe('lines of a stream', () => {
  it('are the same however the bytes come in pieces', async () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\uFEFF]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
        expect(await read(lines.map((text) => `${text}\n`).join(''), size)).toEqual(lines);
      }),
    );
  });

  it('lose carriage returns and the byte order mark, and need no last line end', async () => {
    expect(await read('\uFEFFодин\r\nдва', 2)).toEqual(['один', 'два']);
  });

  it('are cut when they never end, and the next one is whole', async () => {
    const lines = await read(`${'x'.repeat(3_000_000)}\nok\n`, 65_536);
    expect(lines.map(({ length }) => length)).toEqual([1_000_000, 2]);
  });
});
