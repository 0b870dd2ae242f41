import type { Connector, ConnectorAnswer, ConnectorCall } from '../../activities/connector.ts';

/** A call as the worker would make it. */
export function aCall(changes: Partial<ConnectorCall> = {}): ConnectorCall {
  return {
    input: {},
    settings: {},
    idempotencyKey: '0196a1b2-0000-7000-8000-000000000001:c1',
    instanceId: '0196a1b2-0000-7000-8000-000000000001',
    at: '2026-04-24T09:00:00.000Z',
    signal: new AbortController().signal,
    ...changes,
  };
}

export async function outputOf(answer: Promise<ConnectorAnswer>): Promise<{ [name: string]: unknown }> {
  const given = await answer;
  if ('error' in given) throw new Error(`The connector answered with the error ${given.error.code}`);
  return given.output;
}

export async function errorOf(
  answer: Promise<ConnectorAnswer>,
): Promise<{ code: string; payload?: { [name: string]: unknown } }> {
  const given = await answer;
  if ('output' in given) throw new Error('The connector answered with an output');
  return given.error;
}

/** Codes a connector may answer with must be among those it declares. */
export function declares(connector: Connector, code: string): boolean {
  return connector.errors.some((error) => error.code === code);
}
