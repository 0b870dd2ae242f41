import type { JsonSchema } from '../schema/definition.ts';

/** What a check needs to know of a connector. */
export interface ConnectorDescription {
  input: JsonSchema;
  settings: JsonSchema;
  /** Codes of the BPMN errors it answers with; absent: not known. */
  errors?: readonly { code: string }[];
}

/**
 * What stands around a definition. What is absent is not checked: an editor in a browser knows less than the server
 * that publishes.
 */
export interface CheckContext {
  connectors?: { readonly [key: string]: ConnectorDescription };
  /** Published versions by procedure key. */
  procedures?: { readonly [key: string]: readonly number[] };
  decisions?: readonly string[];
  /** Keys of the regimes beyond the shipped presets. */
  regimes?: readonly string[];
  /** Schedule keys by calendar key. */
  calendars?: { readonly [key: string]: readonly string[] };
}
