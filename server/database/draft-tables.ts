import type { ColumnType, Generated } from 'kysely';
import type { Text } from '../../definitions/schema/definition.ts';

interface DefinitionDraftTable {
  id: string;
  key: string;
  title: ColumnType<Text, string, string>;
  /** `json`, not `jsonb`: the order in which an author wrote is kept. */
  body: ColumnType<unknown, string, string>;
  state: Generated<'draft' | 'submitted'>;
  base_version: number | null;
  version: Generated<number>;
  authors: string[];
  created_by: string;
  created_at: Generated<Date>;
  updated_by: string;
  updated_at: Generated<Date>;
  submitted_by: string | null;
  submitted_at: Date | null;
  note: string | null;
}

export interface DraftTables {
  definition_draft: DefinitionDraftTable;
}
