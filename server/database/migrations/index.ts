import type { Migration } from 'kysely';
import * as core from './0001_core.ts';
import * as api from './0002_api.ts';
import * as register from './0003_register.ts';
import * as people from './0004_people.ts';
import * as audit from './0005_audit.ts';
import * as commit from './0006_commit.ts';
import * as drafts from './0007_drafts.ts';

/**
 * Every migration by name, oldest first. A published file is frozen: a change of the schema is a new file here, so that
 * any database of any age comes to the same schema by the same steps.
 */
export const migrations: Record<string, Migration> = {
  '0001_core': core,
  '0002_api': api,
  '0003_register': register,
  '0004_people': people,
  '0005_audit': audit,
  '0006_commit': commit,
  '0007_drafts': drafts,
};
