/** What an import did not understand, or understood only nearly. Codes are durable and documented in docs/errors.md. */
export interface BpmnProblem {
  code: BpmnProblemCode;
  severity: Severity;
  /** Id of the BPMN element, or its type where it has no id; empty for the document itself. */
  element: string;
  /** Why, for the person who drew the diagram. */
  why: string;
}

export type Severity = 'invalid' | 'unsupported' | 'approximated' | 'ignored';

/** Each code with the severity it always has. */
export const bpmnProblems = {
  'bpmn.xml.doctype': 'invalid',
  'bpmn.xml.size': 'invalid',
  'bpmn.xml.depth': 'invalid',
  'bpmn.xml.malformed': 'invalid',
  'bpmn.xml.unknownElement': 'invalid',
  'bpmn.noProcess': 'invalid',
  'bpmn.reference': 'invalid',
  'bpmn.id.duplicate': 'invalid',
  'bpmn.flow.crossesSubProcess': 'invalid',
  'bpmn.default.notOutgoing': 'invalid',
  'bpmn.quantity': 'invalid',
  'bpmn.loop.maximum': 'invalid',
  'bpmn.loop.cardinality': 'invalid',
  'bpmn.loop.event': 'invalid',
  'bpmn.event.missing': 'invalid',
  'bpmn.event.place': 'invalid',
  'bpmn.timer.missing': 'invalid',
  'bpmn.condition.missing': 'invalid',
  'bpmn.message.missing': 'invalid',
  'bpmn.signal.missing': 'invalid',
  'bpmn.error.missing': 'invalid',
  'bpmn.escalation.missing': 'invalid',
  'bpmn.link.missing': 'invalid',
  'bpmn.call.missing': 'invalid',
  'bpmn.extension.json': 'invalid',
  'bpmn.element.unsupported': 'unsupported',
  'bpmn.expression.language': 'unsupported',
  'bpmn.timer.format': 'unsupported',
  'bpmn.script.language': 'unsupported',
  'bpmn.service.implementation': 'unsupported',
  'bpmn.decision': 'unsupported',
  'bpmn.dataStore': 'unsupported',
  'bpmn.correlation': 'unsupported',
  'bpmn.expression.assumed': 'approximated',
  'bpmn.service.operation': 'approximated',
  'bpmn.compensation.handler': 'approximated',
  'bpmn.compensation.wait': 'approximated',
  'bpmn.data.name': 'approximated',
  'bpmn.event.data': 'approximated',
  'bpmn.attribute.unknown': 'ignored',
  'bpmn.extension.foreign': 'ignored',
} as const satisfies { [code: string]: Severity };

export type BpmnProblemCode = keyof typeof bpmnProblems;

export function problem(code: BpmnProblemCode, element: string, why: string): BpmnProblem {
  return { code, severity: bpmnProblems[code], element, why };
}
