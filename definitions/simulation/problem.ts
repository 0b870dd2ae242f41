/** What went otherwise than the scenario says. Codes are durable and documented in docs/errors.md. */
export interface ScenarioProblem {
  code: ScenarioProblemCode;
  /** JSON pointer into the scenario. */
  pointer: string;
  message: string;
}

export const scenarioProblemCodes = [
  'simulation.scenario.invalid',
  'simulation.procedure.unknown',
  'simulation.start.rejected',
  'simulation.instance.unknown',
  'simulation.moment.invalid',
  'simulation.clock.past',
  'simulation.endless',
  'simulation.userTask.notOpen',
  'simulation.service.notOpen',
  'simulation.incident.notOpen',
  'simulation.activity.notActive',
  'simulation.step.rejected',
  'simulation.step.notRejected',
  'simulation.step.otherRejection',
  'simulation.expect.status',
  'simulation.expect.data',
  'simulation.expect.journal',
  'simulation.expect.absent',
  'simulation.expect.dates',
  'simulation.expect.userTasks',
  'simulation.expect.incidents',
  'simulation.expect.commands',
] as const;

export type ScenarioProblemCode = (typeof scenarioProblemCodes)[number];
