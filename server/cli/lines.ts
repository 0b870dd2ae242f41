/** Longer lines are cut, so that a file without line ends can't take all memory; a cut line is no JSON and is refused. */
const longestLine = 1_000_000;

/** The lines of a UTF-8 stream, without their ends and without a byte order mark. */
export async function* linesOf(source: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let cut = false;
  for await (const chunk of source) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    for (const [index, part] of parts.entries()) {
      if (!cut) rest += part;
      if (rest.length > longestLine) {
        rest = rest.slice(0, longestLine);
        cut = true;
      }
      if (index === parts.length - 1) break;
      yield rest.replace(/\r$/, '');
      rest = '';
      cut = false;
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
