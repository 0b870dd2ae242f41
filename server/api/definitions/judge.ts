import { shippedCalendars } from '../../../definitions/calendar/shipped.ts';
import { checkDefinition } from '../../../definitions/validation/check-definition.ts';
import type { ConnectorDescription } from '../../../definitions/validation/context.ts';
import type { Issue } from '../../../definitions/validation/issue.ts';
import type { Database } from '../../database/index.ts';

export type ConnectorDescriptions = { readonly [key: string]: ConnectorDescription };

/** All that can be said against a definition here: its shape and meaning, and whether what it refers to is there. */
export async function judgeDefinition(
  database: Database,
  connectors: ConnectorDescriptions | undefined,
  input: unknown,
): Promise<Issue[]> {
  const rows = await database
    .selectFrom('definition_version')
    .select(['key', 'version'])
    .where('status', '=', 'published')
    .execute();
  const procedures: { [key: string]: number[] } = {};
  for (const { key, version } of rows) (procedures[key] ??= []).push(version);
  return checkDefinition(input, {
    ...(connectors ? { connectors } : {}),
    procedures,
    decisions: [],
    calendars: Object.fromEntries(
      Object.entries(shippedCalendars).map(([key, { schedules }]) => [key, Object.keys(schedules ?? {})]),
    ),
  });
}
