/** Ids of user tasks and incidents count within an instance; outside they are `<instance>.<id>`. */
export function partId(instanceId: string, id: string): string {
  return `${instanceId}.${id}`;
}

export function splitPartId(id: string): { instanceId: string; id: string } {
  return { instanceId: id.slice(0, 36), id: id.slice(37) };
}
