import type { Variables } from '../../definitions/engine/index.ts';

/** A command by reference: `commit` has put it into the outbox. */
export interface CommandReference {
  instanceId: string;
  commandId: string;
}

export interface EffectActivities {
  /** Calls the connector of a `service.invoke`. Throws ApplicationFailure (type = code) when retries are exhausted. */
  invokeConnector(command: CommandReference): Promise<ServiceAnswer>;
}

export type ServiceAnswer = { output: Variables } | { error: { code: string; message: string; payload?: Variables } };
