/** BPMN 2.0 XML in and out. See README.md in this folder. */
export { importBpmn, type BpmnImport, type ImportedProcess } from './import.ts';
export { exportBpmn } from './export.ts';
export type { BpmnScript, ImportOptions, ScriptReplacement } from './import-context.ts';
export { bpmnProblems, type BpmnProblem, type BpmnProblemCode, type Severity } from './report.ts';
export { defaultXmlLimits, type XmlLimits } from './xml-guard.ts';
