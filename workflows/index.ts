/** Every export here is a workflow type known to Temporal. */
export { processInstance } from './process-instance.ts';
