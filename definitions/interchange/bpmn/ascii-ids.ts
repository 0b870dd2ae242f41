/** Attributes that the parser takes as text, even if they hold some element's id. */
const textAttributes = new Set([
  'calledElement',
  'name',
  'errorCode',
  'escalationCode',
  'scriptFormat',
  'language',
  'implementation',
]);
/** Elements whose text is an id. */
const referring = /^(?:[\w.-]+:)?(?:incoming|outgoing|source|target|\w+Refs?)$/;

/**
 * XML allows ids in any alphabet, the BPMN parser only in ASCII. Other ids are replaced before parsing wherever they
 * stand as ids, and put back into the tree afterwards.
 */
export function withAsciiIds(xml: string): { xml: string; originals: Map<string, string> } {
  const originals = new Map<string, string>();
  const replacements = new Map<string, string>();
  for (const [, , id = ''] of xml.matchAll(/\sid\s*=\s*(["'])(.*?)\1/g)) {
    if (/^[\x20-\x7e]*$/.test(id) || replacements.has(id)) continue;
    let token = '';
    for (let n = replacements.size + 1; token === '' || xml.includes(token); n += 1) token = `_id${n}_`;
    replacements.set(id, token);
    originals.set(token, id);
  }
  if (replacements.size === 0) return { xml, originals };
  const replaced = (value: string): string | undefined => {
    const [, prefix = '', local = ''] = /^([\w.-]+:)?(.*)$/s.exec(value.trim()) ?? [];
    const token = replacements.get(local);
    return token === undefined ? undefined : `${prefix}${token}`;
  };
  const attributes = xml.replace(
    /(\s)([\w:.-]+)(\s*=\s*)(["'])(.*?)\4/gs,
    (whole, space, name, equals, quote, value) => {
      const token = textAttributes.has(String(name)) ? undefined : replaced(String(value));
      return token === undefined ? whole : `${space}${name}${equals}${quote}${token}${quote}`;
    },
  );
  const text = attributes.replace(/<([\w:.-]+)>([^<>]*)<\/\1>/g, (whole, name, value) => {
    const token = referring.test(String(name)) ? replaced(String(value)) : undefined;
    return token === undefined ? whole : `<${name}>${token}</${name}>`;
  });
  return { xml: text, originals };
}
