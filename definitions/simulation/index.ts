/** Scenarios on a virtual clock. See README.md in this folder. */
export { type Coverage, type CoverageSummary, mergeCoverage, summarise } from './coverage.ts';
export { formatCoverage, formatRun, type FormatOptions } from './format.ts';
export { type ScenarioProblem, type ScenarioProblemCode, scenarioProblemCodes } from './problem.ts';
export type { Action, Expectation, Scenario, ScenarioDocument, ServiceRule, Step } from './scenario.ts';
export { type Run, simulate, type SimulatedInstance } from './simulate.ts';
export { sourcesOf } from './sources.ts';
