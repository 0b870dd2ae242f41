import type { RegisterTables } from '../../activities/registry/tables.ts';
import type { ApiTables } from './api-tables.ts';
import type { CoreTables } from './core-tables.ts';
import type { DraftTables } from './draft-tables.ts';
import type { PeopleTables } from './people-tables.ts';

/** All tables of the application's database; each part brings its own interface. */
export interface Tables extends DraftTables, CoreTables, ApiTables, PeopleTables, RegisterTables {}
