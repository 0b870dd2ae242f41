/** Small builders of BPMN XML for the models of our own conformance set. */

/** A document of one or more processes; root elements such as signals come first. */
export function document(...parts: string[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"',
    '  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:own"',
    '  expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">',
    ...parts,
    '</b:definitions>',
  ].join('\n');
}

export function process(id: string, ...parts: string[]): string {
  return element('process', { id, isExecutable: 'true' }, ...parts);
}

type Attributes = { [name: string]: string | number | boolean };

export function element(type: string, attributes: Attributes, ...content: string[]): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(String(value))}"`);
  return `<b:${type}${written.join('')}>${content.join('\n')}</b:${type}>`;
}

export function script(id: string, token: string, attributes: Attributes = {}, ...content: string[]): string {
  return element('scriptTask', { id, ...attributes }, ...content, element('script', {}, token));
}

/** `flows('a -> b', 'b -> c if x > 1', 'b -> d default')`; ids are made of the ends. */
export function flows(...lines: string[]): string {
  return lines
    .map((line) => {
      const [, from = '', to = '', condition] = /^(\S+) -> (\S+)(?: if (.+))?$/.exec(line) ?? [];
      const attributes = { id: `${from}_to_${to}`, sourceRef: from, targetRef: to };
      return element(
        'sequenceFlow',
        attributes,
        ...(condition === undefined ? [] : [expression('conditionExpression', condition)]),
      );
    })
    .join('\n');
}

/** Elements one after the other: start, the elements given by id, end. */
export function chain(...ids: string[]): string {
  return flows(...ids.slice(1).map((id, i) => `${ids[i]} -> ${id}`));
}

export function start(id: string, ...definitions: string[]): string {
  return element('startEvent', { id }, ...definitions);
}

export function end(id: string, ...definitions: string[]): string {
  return element('endEvent', { id }, ...definitions);
}

export function expression(type: string, body: string): string {
  return element(type, { 'xsi:type': 'b:tFormalExpression' }, escape(body));
}

export function timer(kind: 'timeDate' | 'timeDuration' | 'timeCycle', value: string): string {
  return element('timerEventDefinition', {}, expression(kind, value));
}

export function definition(kind: string, attributes: Attributes = {}, ...content: string[]): string {
  return element(`${kind}EventDefinition`, attributes, ...content);
}

export function boundary(id: string, attachedToRef: string, cancelActivity: boolean, ...definitions: string[]): string {
  return element('boundaryEvent', { id, attachedToRef, cancelActivity }, ...definitions);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
