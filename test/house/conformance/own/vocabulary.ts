import type { BpmnCase, Expected } from '../../../../scripts/conformance/bpmn-case.ts';
import { definition, document, element, script, timer } from '../model.ts';

/** A model of our own with the traces BPMN's semantics must leave; the readings are those of the standard's section 13. */
export interface OwnModel {
  group: string;
  name: string;
  xml: string;
  cases: Partial<BpmnCase>[];
}

export const models: OwnModel[] = [];

export function model(group: string, name: string, parts: string[], ...cases: (Partial<BpmnCase> | string[])[]): void {
  models.push({
    group,
    name,
    xml: document(...parts),
    cases: cases.map((one) => (Array.isArray(one) ? expecting(one) : one)),
  });
}

/** Expects these markers, and that the instance has ended unless an error is expected. */
export function expecting(tasks: string[], more: Partial<Expected> & Partial<BpmnCase> = {}): Partial<BpmnCase> {
  const { input, delayMs, startFirst, process: started, ...expect } = more;
  return {
    ...(input && { input }),
    ...(delayMs && { delayMs }),
    ...(startFirst && { startFirst }),
    ...(started && { process: started }),
    expect: { tasks, ...(expect.error === undefined && { completes: true }), ...expect },
  };
}

export const a = script('a', 'SCRIPT_a');
export const b = script('b', 'SCRIPT_b');
export const c = script('c', 'SCRIPT_c');
export const signal = element('signal', { id: 'sig', name: 'Go' });
export const message = element('message', { id: 'msg', name: 'Letter' });
export const error = element('error', { id: 'err', errorCode: 'ERR_CODE' });
export const otherError = element('error', { id: 'other', errorCode: 'OTHER' });
export const escalation = element('escalation', { id: 'esc', escalationCode: 'ESC' });
export const onSignal = definition('signal', { signalRef: 'sig' });
export const onMessage = definition('message', { messageRef: 'msg' });
export const onError = definition('error', { errorRef: 'err' });
export const onEscalation = definition('escalation', { escalationRef: 'esc' });
export const wait = (id: string, duration: string) =>
  element('intermediateCatchEvent', { id }, timer('timeDuration', duration));
export const throwEvent = (id: string, ...definitions: string[]) =>
  element('intermediateThrowEvent', { id }, ...definitions);
export const catchEvent = (id: string, ...definitions: string[]) =>
  element('intermediateCatchEvent', { id }, ...definitions);
export const eventSub = (id: string, ...parts: string[]) =>
  element('subProcess', { id, triggeredByEvent: 'true' }, ...parts);
