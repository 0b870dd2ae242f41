import { escapePointer } from './pointer.ts';

interface Frame {
  /** Keys met so far; absent in a list. */
  keys?: Set<string>;
  /** Last key met, or index of the current item. */
  at: string | number;
}

/** Pointer of the first key given twice in one object. The text must already have parsed as JSON. */
export function duplicateKey(text: string): string | undefined {
  const frames: Frame[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    const top = frames.at(-1);
    if (character === '{') frames.push({ keys: new Set(), at: '' });
    else if (character === '[') frames.push({ at: 0 });
    else if (character === '}' || character === ']') frames.pop();
    else if (character === ',' && top && !top.keys) top.at = Number(top.at) + 1;
    else if (character === '"') {
      const end = endOfString(text, i);
      if (top?.keys && isKey(text, end)) {
        const key = JSON.parse(text.slice(i, end + 1)) as string;
        top.at = key;
        if (top.keys.has(key)) return frames.map((frame) => `/${escapePointer(String(frame.at))}`).join('');
        top.keys.add(key);
      }
      i = end;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i;
}

/** A string is a key when a colon follows it. */
function isKey(text: string, end: number): boolean {
  let i = end + 1;
  while (text[i] === ' ' || text[i] === '\n' || text[i] === '\r' || text[i] === '\t') i++;
  return text[i] === ':';
}
