import { problem, type BpmnProblem } from './report.ts';

/** Bounds on a document from outside; checked on the text, before a parser builds anything. */
export interface XmlLimits {
  /** UTF-16 code units. */
  size: number;
  /** Elements open at once. */
  depth: number;
}

export const defaultXmlLimits: XmlLimits = { size: 5_000_000, depth: 200 };

/**
 * One pass over the markup. A DOCTYPE is refused whatever it holds: entities and external subsets have no use in BPMN and
 * are the way to blow up or to leak. Comments, CDATA and instructions are stepped over, so their content counts as text.
 */
export function guardXml(text: string, limits: XmlLimits = defaultXmlLimits): BpmnProblem | undefined {
  if (text.length > limits.size) {
    return problem('bpmn.xml.size', '', `The document has ${text.length} characters; at most ${limits.size} are read`);
  }
  let depth = 0;
  let at = text.indexOf('<');
  while (at !== -1) {
    const next = text[at + 1];
    let end: number;
    if (next === '!') {
      const section = sectionEnd(text, at);
      if (section === undefined) {
        return problem(
          'bpmn.xml.doctype',
          '',
          'Documents with a DOCTYPE or other declarations are not read; remove it',
        );
      }
      end = section;
    } else if (next === '?') {
      end = after(text, '?>', at);
    } else {
      end = tagEnd(text, at);
      if (next === '/') depth -= 1;
      else if (text[end - 2] !== '/') depth += 1;
      if (depth > limits.depth) {
        return problem('bpmn.xml.depth', '', `Elements are nested deeper than ${limits.depth}`);
      }
    }
    at = text.indexOf('<', end);
  }
  return undefined;
}

/** End of a comment or CDATA section; undefined for every other declaration. */
function sectionEnd(text: string, at: number): number | undefined {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
  return undefined;
}

/** A tag ends at the first ">" outside quotes. */
function tagEnd(text: string, at: number): number {
  let quote = '';
  for (let i = at + 1; i < text.length; i += 1) {
    const c = text[i];
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (c === '>') {
      return i + 1;
    }
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}
