import type { BpmnCase } from '../../../scripts/conformance/bpmn-case.ts';
import { models } from './own/vocabulary.ts';
import './own/loops.ts';
import './own/quantities.ts';
import './own/gateways.ts';
import './own/events.ts';
import './own/compensation.ts';
import './own/structure.ts';
import './own/handlers.ts';
import './own/starts-and-ends.ts';
import './own/compensation-in-depth.ts';
import './own/loops-around-everything.ts';

/** The models as the files of a kit: what `npm run conformance -- bpmn DIR` reads. */
export function ownKit(): { cases: BpmnCase[]; files: { [path: string]: string } } {
  const files = Object.fromEntries(models.map(({ group, name, xml }) => [`${group}/${name}.bpmn`, xml]));
  const cases = models.flatMap(({ group, name, cases: own }) =>
    own.map((one, i) => ({
      id: `${name}/${i + 1}`,
      file: `${group}/${name}.bpmn`,
      group,
      process: name,
      expect: { tasks: [] },
      ...one,
    })),
  );
  return { cases, files };
}
