/**
 * One plain address: no display name, no list, no quoting, no control characters. Narrower than the standard on
 * purpose: what it refuses nobody can be written to by a form, and it leaves no room for a second header or recipient.
 */
const plain = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u;

export function isPlainAddress(value: string): boolean {
  return value.length <= 254 && plain.test(value) && !value.includes('..');
}
