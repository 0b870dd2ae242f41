import type { Check } from '../check.ts';
import { isActivity } from '../outline.ts';

/** Conditions and default flows: which elements test them, and that somebody always goes on. */
export const flowConditions: Check = (outline, report) => {
  for (const { value: element, pointer } of outline.elements) {
    const outgoing = outline.outgoing(element.id);
    const chooses = element.type === 'exclusiveGateway' || element.type === 'inclusiveGateway';
    const tests = chooses || element.type === 'complexGateway' || isActivity(element);
    const defaults = outgoing.filter(({ value }) => value.default === true);

    for (const { value: flow, pointer: at } of outgoing) {
      if (flow.condition !== undefined && !tests)
        report('flow.conditionIgnored', `${at}/condition`, { name: element.id });
      if (flow.default !== true) continue;
      if (!tests) report('flow.defaultNotAllowed', `${at}/default`, { name: element.id });
      else if (flow.condition !== undefined)
        report('flow.defaultWithCondition', `${at}/condition`, { name: element.id });
    }
    for (const { pointer: at } of defaults.slice(1)) report('flow.defaultTwice', `${at}/default`, { name: element.id });

    if (chooses && outgoing.length > 1) {
      for (const { value: flow, pointer: at } of outgoing) {
        if (flow.condition === undefined && flow.default !== true)
          report('flow.conditionMissing', at, { name: element.id });
      }
      if (defaults.length === 0 && outgoing.every(({ value }) => value.condition !== undefined))
        report('gateway.noDefault', pointer, { name: element.id });
    }
    const [single] = defaults;
    if (tests && single !== undefined && !outgoing.some(({ value }) => value.condition !== undefined)) {
      report('flow.defaultAlone', `${single.pointer}/default`, { name: element.id });
    }
    const joins = outline.incoming(element.id).length > 1 || outgoing.length > 1;
    if (
      (chooses || element.type === 'parallelGateway') &&
      !joins &&
      outgoing.every(({ value }) => value.condition === undefined)
    ) {
      report('gateway.noEffect', pointer, { name: element.id });
    }
  }
};
