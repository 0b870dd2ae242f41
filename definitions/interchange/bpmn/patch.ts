/**
 * What a definition says beyond BPMN, as a difference: `applyPatch(native, diff(native, wanted))` is `wanted`, and where
 * someone edits the BPMN in another tool, the members we did not have to patch follow the edit.
 *
 * A member `name` replaces, `name~` holds a nested patch (of an object, or a list of patches item by item), `-` lists
 * the members to remove.
 */
export type Patch = { [member: string]: unknown };
type Plain = { [member: string]: unknown };

export function diff(native: Plain, wanted: Plain): Patch | undefined {
  const patch: Patch = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined || sameJson(native[name], value)) continue;
    const nested = nestedDiff(native[name], value);
    if (nested === undefined) patch[name] = value;
    else patch[`${name}~`] = nested;
  }
  const gone = Object.keys(native).filter((name) => native[name] !== undefined && wanted[name] === undefined);
  if (gone.length > 0) patch['-'] = gone;
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** A nested patch where both sides have the same shape; null in a list: that item is unchanged. */
function nestedDiff(native: unknown, wanted: unknown): Patch | (Patch | null)[] | undefined {
  if (isPlain(native) && isPlain(wanted)) return diff(native, wanted);
  if (!Array.isArray(native) || !Array.isArray(wanted)) return undefined;
  if (native.length !== wanted.length || !native.every(isPlain) || !wanted.every(isPlain)) return undefined;
  return wanted.map((item: Plain, i) => diff(native[i] as Plain, item) ?? null);
}

export function applyPatch<T extends object>(native: T, patch: Patch): T {
  const result = { ...native } as Plain;
  for (const [member, value] of Object.entries(patch)) {
    if (member === '-') {
      for (const name of Array.isArray(value) ? value : []) delete result[String(name)];
    } else if (member.endsWith('~')) {
      const name = member.slice(0, -1);
      result[name] = applyNested(result[name], value);
    } else if (member !== '__proto__') {
      result[member] = value;
    }
  }
  return result as T;
}

function applyNested(native: unknown, patch: unknown): unknown {
  if (Array.isArray(native)) {
    const patches = Array.isArray(patch) ? patch : [];
    return native.map((item, i) => (isPlain(item) && isPlain(patches[i]) ? applyPatch(item, patches[i]) : item));
  }
  return isPlain(patch) ? applyPatch(isPlain(native) ? native : {}, patch) : native;
}

/** Does the patch say something about this member? */
export function touches(patch: Patch, member: string): boolean {
  return member in patch || `${member}~` in patch;
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal as JSON: members in any order, undefined the same as absent. */
function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameJson(a[name], b[name]));
}
