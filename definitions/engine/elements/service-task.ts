import type { ServiceTask } from '../../schema/definition.ts';
import { enterActivity } from '../activity.ts';
import type { RetryPolicy } from '../command.ts';
import type { ElementHandler } from '../handler.ts';
import { issue, nextId, writable } from '../run.ts';

const patience: RetryPolicy = { maxAttempts: 5, initialInterval: 'PT1S', maxInterval: 'PT1M', backoff: 2 };

export const serviceTask: ElementHandler<ServiceTask> = {
  enter: enterActivity,

  /** The connector gets what the input mappings made, nothing else of the case. */
  execute(run, node, scope) {
    const { connector, settings, retry, inputs } = node.element;
    const id = nextId(run, 'c');
    const at = { elementId: node.id, scopeId: scope.id };
    const input: { [name: string]: unknown } = {};
    for (const { to } of inputs ?? []) {
      const name = to.split('.')[0] ?? to;
      if (Object.hasOwn(scope.variables, name)) input[name] = scope.variables[name];
    }
    writable(run, 'pending')[id] = { id, type: 'service.invoke', ...at };
    issue(
      run,
      {
        type: 'service.invoke',
        id,
        connector,
        input,
        ...(settings === undefined ? {} : { settings }),
        ...(retry === undefined ? {} : { retry: { ...patience, ...retry } }),
        elementId: node.id,
      },
      at,
    );
  },
};
