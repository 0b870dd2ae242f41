import { Validator } from '@cfworker/json-schema';
import type { Mapping } from '../../schema/definition.ts';
import type { Check, Report } from '../check.ts';
import type { ConnectorDescription } from '../context.ts';
import { type PlacedElement, triggersOf } from '../outline.ts';

/** Inputs and settings fit what the connector declares. */
export const connectors: Check = (outline, report, context) => {
  for (const { value, pointer } of outline.elements) {
    if (value.type !== 'serviceTask') continue;
    const connector = described(context.connectors, value.connector);
    if (connector === undefined) continue;
    inputs(value.connector, connector, value.inputs ?? [], pointer, report);
    for (const event of outline.boundaries(value.id)) errorsCaught(value.connector, connector, event, report);
    const judged = new Validator(connector.settings, '2020-12').validate(value.settings ?? {});
    const worst = judged.errors.at(-1);
    if (!judged.valid)
      report('connector.settings', `${pointer}/settings`, { connector: value.connector, problem: worst?.error ?? '' });
  }
  for (const { value, pointer } of outline.all('DeadlineAction')) {
    if (value.type !== 'notify') continue;
    const connector = described(context.connectors, value.connector);
    if (connector !== undefined) inputs(value.connector, connector, value.inputs ?? [], pointer, report);
  }
};

function errorsCaught(key: string, connector: ConnectorDescription, event: PlacedElement, report: Report): void {
  if (connector.errors === undefined) return;
  const known = connector.errors.map(({ code }) => code);
  for (const [index, trigger] of triggersOf(event.value).entries()) {
    if (trigger.type !== 'error' || trigger.error === undefined || known.includes(trigger.error)) continue;
    const details = { connector: key, code: trigger.error, allowed: known.join(', ') };
    report('connector.error', `${event.pointer}/triggers/${index}/error`, details);
  }
}

function described(
  connectors: { readonly [key: string]: ConnectorDescription } | undefined,
  key: string,
): ConnectorDescription | undefined {
  return connectors !== undefined && Object.hasOwn(connectors, key) ? connectors[key] : undefined;
}

function inputs(
  key: string,
  connector: ConnectorDescription,
  mappings: readonly Mapping[],
  pointer: string,
  report: Report,
): void {
  const given = mappings.map(({ to }) => to.split('.')[0] ?? to);
  const required = Array.isArray(connector.input['required']) ? (connector.input['required'] as string[]) : [];
  for (const property of required) {
    if (!given.includes(property)) report('connector.input', `${pointer}/inputs`, { connector: key, property });
  }
  const properties = connector.input['properties'];
  if (connector.input['additionalProperties'] !== false || typeof properties !== 'object' || properties === null)
    return;
  for (const [index, property] of given.entries()) {
    if (!Object.hasOwn(properties, property))
      report('connector.unknownInput', `${pointer}/inputs/${index}/to`, { connector: key, property });
  }
}
