import type { Check } from '../check.ts';

/** What is declared is used; parameters are looked after where expressions are. */
export const declarations: Check = (outline, report) => {
  const { definition } = outline;
  const used = {
    messages: new Set<string>(),
    signals: new Set<string>(),
    errors: new Set<string>(),
    escalations: new Set<string>(),
  };
  let anyError = false;
  let anyEscalation = false;
  for (const { value } of outline.all('Trigger')) {
    if (value.type === 'message') used.messages.add(value.message);
    if (value.type === 'signal') used.signals.add(value.signal);
    if (value.type === 'error') {
      if (value.error === undefined) anyError = true;
      else used.errors.add(value.error);
    }
    if (value.type === 'escalation') {
      if (value.escalation === undefined) anyEscalation = true;
      else used.escalations.add(value.escalation);
    }
  }
  for (const { value } of [...outline.all('ThrownMessage'), ...outline.all('CaughtMessage')])
    used.messages.add(value.message);
  const documents = new Set(
    outline.elements.flatMap(({ value }) => ('documents' in value ? (value.documents ?? []) : [])),
  );
  const statuses = new Set(outline.all('StatusChange').map(({ value }) => value.code));

  const expectUsed = (name: string, isUsed: boolean, pointer: string): void => {
    if (!isUsed) report('declaration.unused', pointer, { name });
  };
  for (const [i, { name }] of (definition.messages ?? []).entries())
    expectUsed(name, used.messages.has(name), `/messages/${i}`);
  for (const [i, { name }] of (definition.signals ?? []).entries())
    expectUsed(name, used.signals.has(name), `/signals/${i}`);
  for (const [i, { code }] of (definition.errors ?? []).entries())
    expectUsed(code, anyError || used.errors.has(code), `/errors/${i}`);
  for (const [i, { code }] of (definition.escalations ?? []).entries())
    expectUsed(code, anyEscalation || used.escalations.has(code), `/escalations/${i}`);
  for (const [i, { key, inherits }] of (definition.documents ?? []).entries())
    expectUsed(key, inherits !== undefined || documents.has(key), `/documents/${i}`);
  for (const [i, { code }] of (definition.statuses ?? []).entries())
    expectUsed(code, statuses.has(code), `/statuses/${i}`);
};
