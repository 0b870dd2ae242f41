import type { JsonSchema, Text } from '../definitions/schema/definition.ts';
import type { RetryPolicy, Variables } from '../definitions/engine/index.ts';

/** One call of a connector. `idempotencyKey` is the same on every retry of the same command. */
export interface ConnectorCall {
  input: Variables;
  settings: Variables;
  idempotencyKey: string;
  instanceId: string;
  /** Workflow time of the instance when the command was issued. */
  at: string;
  /** Aborts when the worker shuts down or the command is cancelled. */
  signal: AbortSignal;
}

/** A BPMN error is an answer; a throw is a technical failure and is retried by the policy. */
export type ConnectorAnswer = { output: Variables } | { error: { code: string; message: string; payload?: Variables } };

/** What an administrator chooses in a service task: described by schemas, so that forms and checks come for free. */
export interface Connector {
  key: string;
  title: Text;
  description: Text;
  input: JsonSchema;
  output: JsonSchema;
  settings: JsonSchema;
  errors: { code: string; title: Text }[];
  retry: RetryPolicy;
  invoke(call: ConnectorCall): Promise<ConnectorAnswer>;
}

/**
 * A technical failure with a stable code: what an incident shows when retries end. `retryable: false` says that another
 * attempt can't help (a template that names a missing variable), so the incident comes at once.
 */
export class ConnectorFailure extends Error {
  readonly code: string;
  readonly retryable: boolean;
  constructor(code: string, message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConnectorFailure';
    this.code = code;
    this.retryable = options.retryable ?? true;
  }
}
