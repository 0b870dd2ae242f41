import { type Connector, ConnectorFailure } from '../../activities/connector.ts';

/** Does what its input says. A call that hangs answers when it is called again, in the next run. */
export function obedientConnector(): Connector {
  const called = new Set<string>();
  return {
    key: 'histories.obedient',
    title: { ru: 'Послушный' },
    description: { ru: 'Делает, что сказано' },
    input: {},
    output: {},
    settings: {},
    errors: [{ code: 'refused', title: { ru: 'Отказ' } }],
    retry: { maxAttempts: 1, initialInterval: 'PT0.05S', maxInterval: 'PT0.2S', backoff: 1 },
    async invoke({ input, idempotencyKey, signal }) {
      const again = called.has(idempotencyKey);
      called.add(idempotencyKey);
      if (input['does'] === 'refuse') return { error: { code: 'refused', message: 'Отказано' } };
      if (input['does'] === 'fail') throw new ConnectorFailure('histories.down', 'Не отвечает', { retryable: false });
      if (input['does'] !== 'answer' && !(input['does'] === 'hangOnce' && again)) {
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      }
      return { output: { result: 'готово' } };
    },
  };
}
