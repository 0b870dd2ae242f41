import { type Connector, type ConnectorAnswer, ConnectorFailure } from '../../activities/connector.ts';
import type { ServiceRule } from '../../definitions/simulation/index.ts';
import type { Database } from '../../server/database/index.ts';
import type { JournalHeader } from '../../workflows/journal-chain.ts';

/** Connectors that answer as the rules of a scenario say; one set of counters per case, as a scenario has one case each. */
export class ScriptedConnectors {
  readonly connectors: Connector[];
  readonly #rules: { rule: ServiceRule; left: number }[] = [];
  #database: Database | undefined;

  constructor(keys: readonly string[]) {
    this.connectors = keys.map((key) => ({
      key,
      title: { ru: key },
      description: { ru: key },
      input: {},
      output: {},
      settings: {},
      errors: [],
      retry: { maxAttempts: 1, initialInterval: 'PT0.1S', maxInterval: 'PT1S', backoff: 1 },
      invoke: ({ instanceId, idempotencyKey }) => this.#answer(key, instanceId, idempotencyKey),
    }));
  }

  follow(rules: readonly ServiceRule[], database: Database): void {
    this.#database = database;
    this.#rules.splice(
      0,
      this.#rules.length,
      ...rules.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY })),
    );
  }

  async #answer(connector: string, instanceId: string, idempotencyKey: string): Promise<ConnectorAnswer> {
    const element = await this.#elementOf(instanceId, idempotencyKey.split('/').at(-1) ?? '');
    const found = this.#rules.find(
      ({ rule, left }) =>
        left > 0 && (rule.element === undefined ? rule.connector === connector : rule.element === element),
    );
    if (!found) throw new ConnectorFailure('script.noRule', `No rule answers ${connector}`, { retryable: false });
    found.left -= 1;
    const { output, error, failure } = found.rule;
    if (failure) throw new ConnectorFailure(failure.code, failure.message ?? failure.code, { retryable: false });
    if (error) return { error: { ...error, message: error.message ?? error.code } };
    return { output: output ?? {} };
  }

  async #elementOf(instanceId: string, commandId: string): Promise<string | undefined> {
    const rows = await (this.#database as Database)
      .selectFrom('journal_entry')
      .select('header')
      .where('instance_id', '=', instanceId)
      .where('voided_at', 'is', null)
      .execute();
    for (const { header } of rows) {
      const issued = (header as unknown as JournalHeader).records.find(
        (record) => record['type'] === 'command.issued' && record['commandId'] === commandId,
      );
      if (issued) return issued['elementId'] as string | undefined;
    }
    return undefined;
  }
}
