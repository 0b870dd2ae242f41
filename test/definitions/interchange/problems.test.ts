import { describe, expect, it } from 'vitest';
import { type BpmnProblemCode, bpmnProblems, importBpmn } from '../../../definitions/interchange/bpmn/index.ts';
import {
  boundary,
  chain,
  definition,
  document,
  element,
  end,
  expression,
  flows,
  process,
  script,
  start,
  timer,
} from '../../house/conformance/model.ts';

interface Fixture {
  xml: string;
  /** Id of the element the report must name. */
  element: string;
}

const task = element('task', { id: 't' });
const inProcess = (id: string, ...parts: string[]): Fixture => ({ xml: document(process('p', ...parts)), element: id });
const looped = (characteristics: string): Fixture => inProcess('t', element('task', { id: 't' }, characteristics));
const caught = (...definitions: string[]): Fixture =>
  inProcess('c', element('intermediateCatchEvent', { id: 'c' }, ...definitions));
const thrown = (...definitions: string[]): Fixture =>
  inProcess('c', element('intermediateThrowEvent', { id: 'c' }, ...definitions));
const extended = (json: string): string =>
  element('extensionElements', {}, `<r:more xmlns:r="urn:reglament:bpmn:1">${json}</r:more>`);
const nested = (depth: number): string => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;

/** One smallest document for each code. */
const fixtures: { [C in BpmnProblemCode]: Fixture } = {
  'bpmn.xml.doctype': { xml: '<!DOCTYPE d [<!ENTITY e "x">]><definitions/>', element: '' },
  'bpmn.xml.size': { xml: `<!--${'x'.repeat(5_000_000)}-->`, element: '' },
  'bpmn.xml.depth': { xml: nested(300), element: '' },
  'bpmn.xml.malformed': { xml: '<definitions', element: '' },
  'bpmn.xml.unknownElement': { xml: document(process('p', element('teleport', {}))), element: '' },
  'bpmn.noProcess': { xml: document(), element: '' },
  'bpmn.reference': inProcess('f', task, element('sequenceFlow', { id: 'f', sourceRef: 't', targetRef: 'nowhere' })),
  'bpmn.id.duplicate': inProcess('t', task, task),
  'bpmn.flow.crossesSubProcess': inProcess(
    't_to_inner',
    task,
    element('subProcess', { id: 's' }, element('task', { id: 'inner' })),
    flows('t -> inner'),
  ),
  'bpmn.default.notOutgoing': inProcess(
    'g',
    element('exclusiveGateway', { id: 'g', default: 't_to_u' }),
    task,
    element('task', { id: 'u' }),
    flows('t -> u'),
  ),
  'bpmn.quantity': inProcess('t', element('task', { id: 't', startQuantity: 0 })),
  'bpmn.loop.maximum': looped(element('standardLoopCharacteristics', { loopMaximum: -1 })),
  'bpmn.loop.cardinality': looped(element('multiInstanceLoopCharacteristics', {}, expression('loopCardinality', '-1'))),
  'bpmn.loop.event': looped(
    element('multiInstanceLoopCharacteristics', { behavior: 'None' }, expression('loopCardinality', '2')),
  ),
  'bpmn.event.missing': caught(),
  'bpmn.event.place': caught(definition('terminate')),
  'bpmn.timer.missing': caught(definition('timer')),
  'bpmn.condition.missing': caught(definition('conditional')),
  'bpmn.message.missing': caught(definition('message')),
  'bpmn.signal.missing': caught(definition('signal')),
  'bpmn.error.missing': inProcess('e', end('e', definition('error'))),
  'bpmn.escalation.missing': thrown(definition('escalation')),
  'bpmn.link.missing': caught(definition('link')),
  'bpmn.call.missing': inProcess('c', element('callActivity', { id: 'c' })),
  'bpmn.extension.json': inProcess('t', element('task', { id: 't' }, extended('{'))),
  'bpmn.element.unsupported': { xml: document(element('choreography', { id: 'ch' }), process('p')), element: 'ch' },
  'bpmn.expression.language': inProcess('t_to_u', task, element('task', { id: 'u' }), flows('t -> u if ${x > 1}')),
  'bpmn.timer.format': caught(timer('timeCycle', '0 0 9 * * MON-FRI')),
  'bpmn.script.language': inProcess('s', script('s', 'x++', { scriptFormat: 'application/javascript' })),
  'bpmn.service.implementation': inProcess('s', element('serviceTask', { id: 's' })),
  'bpmn.decision': inProcess('d', element('businessRuleTask', { id: 'd' })),
  'bpmn.dataStore': inProcess('store', element('dataStoreReference', { id: 'store' })),
  'bpmn.correlation': inProcess('p', element('correlationSubscription', { id: 'c' })),
  'bpmn.expression.assumed': {
    xml: document(process('p')).replace(
      /expressionLanguage="[^"]*"/,
      'id="d" expressionLanguage="http://www.w3.org/1999/XPath"',
    ),
    element: 'd',
  },
  'bpmn.service.operation': inProcess('s', element('serviceTask', { id: 's', implementation: 'billing' })),
  'bpmn.compensation.handler': inProcess(
    'h',
    task,
    boundary('b', 't', true, definition('compensate')),
    element('task', { id: 'h' }),
    element('association', { id: 'a', sourceRef: 'b', targetRef: 'h' }),
  ),
  'bpmn.compensation.wait': thrown(definition('compensate', { waitForCompletion: false })),
  'bpmn.data.name': inProcess('o', element('dataObject', { id: 'o', name: 'Order total, net' })),
  'bpmn.event.data': inProcess(
    'c',
    element('property', { id: 'o', name: 'order' }),
    element(
      'intermediateThrowEvent',
      { id: 'c' },
      element('dataInput', { id: 'i' }),
      element('dataInputAssociation', { id: 'a' }, element('sourceRef', {}, 'o'), element('targetRef', {}, 'i')),
      definition('terminate').replaceAll('terminate', 'signal'),
    ),
  ),
  'bpmn.attribute.unknown': inProcess('t', element('task', { id: 't', colour: 'red' })),
  'bpmn.extension.foreign': inProcess(
    't',
    element('task', { id: 't' }, element('extensionElements', {}, '<z:x xmlns:z="urn:z"/>')),
  ),
};

describe('importBpmn reports', () => {
  it.each(Object.entries(fixtures))('%s by code, severity and element', async (code, fixture) => {
    const { problems } = await importBpmn(fixture.xml);
    expect(problems).toContainEqual({
      code,
      severity: bpmnProblems[code as BpmnProblemCode],
      element: fixture.element,
      why: expect.stringMatching(/\S/),
    });
  });

  it('nothing about a document it understands', async () => {
    const { problems, faithful } = await importBpmn(
      document(process('p', start('s'), task, end('e'), chain('s', 't', 'e'))),
    );
    expect({ problems, faithful }).toEqual({ problems: [], faithful: true });
  });

  it('a file that is invalid or unsupported as not faithful, one that is approximated as faithful', async () => {
    const faithful = async (fixture: Fixture) => (await importBpmn(fixture.xml)).faithful;
    expect(await faithful(fixtures['bpmn.loop.maximum'])).toBe(false);
    expect(await faithful(fixtures['bpmn.script.language'])).toBe(false);
    expect(await faithful(fixtures['bpmn.compensation.wait'])).toBe(true);
  });
});

describe('importBpmn on hostile text', () => {
  it.each([
    '',
    ' ',
    '\u0000',
    '<',
    '<a',
    '<?xml',
    '<!--',
    '<![CDATA[',
    '<a b="',
    '{}',
    '<a/><a/>',
    '<a xmlns="x"/>',
    '<!ELEMENT a>',
    nested(150),
  ])('refuses %j with a report and without a process', async (xml) => {
    const { processes, problems } = await importBpmn(xml);
    expect(processes).toEqual([]);
    expect(problems[0]?.severity).toBe('invalid');
  });

  it('is not fooled by declarations and depth inside comments and CDATA', async () => {
    const xml = document(
      `<!-- <!DOCTYPE x> ${'<a>'.repeat(500)} -->`,
      process('p', script('s', `<![CDATA[<!DOCTYPE ${'<a>'.repeat(500)}]]>`)),
    );
    expect((await importBpmn(xml)).processes).toHaveLength(1);
  });

  it('takes no member of our extension into the prototype of anything', async () => {
    const xml = document(
      process(
        'p',
        element(
          'task',
          { id: 't' },
          extended('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
        ),
      ),
    );
    const { processes } = await importBpmn(xml);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(processes[0]?.definition.elements[0])).toBe(Object.prototype);
  });
});
