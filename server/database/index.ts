/** The application's PostgreSQL: one pool, typed queries, frozen migrations. */
export { openDatabase, type Database } from './connection.ts';
export { migrate } from './migrator.ts';
export type { Tables } from './tables.ts';
export type {
  ContentTable,
  CoreTables,
  DataKeyTable,
  DeadlineTable,
  DefinitionVersionTable,
  EffectTable,
  IncidentTable,
  InstanceDocumentTable,
  InstanceLinkTable,
  InstanceTable,
  JournalEntryTable,
  OutboxTable,
  SubscriptionTable,
  TimelineEntryTable,
  UserTaskTable,
} from './core-tables.ts';
