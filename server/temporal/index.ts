export { JournalAudit, journalOf, type JournalProblem, type JournalVerdict } from './audit-journal.ts';
export {
  type ClientConnection,
  connectClient,
  connectNatively,
  type TemporalConfig,
  type TemporalGround,
  temporalGround,
} from './connection.ts';
export { type Difference, examineInstances } from './examine-instances.ts';
export { instancesOf } from './instances.ts';
export type { StartOptions } from './instance-starter.ts';
export { ProgrammeStore } from './programmes.ts';
export { Reconciler } from './reconciler.ts';
export { TemporalRuntime } from './runtime.ts';
export { bundleWorkflows, workflowBundle } from './workflow-bundle.ts';
