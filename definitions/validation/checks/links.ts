import type { Check } from '../check.ts';
import { triggersOf } from '../outline.ts';

/** Links pair up within one sub-process: any number of throw events, one catch event. */
export const links: Check = (outline, report) => {
  const ends = outline.elements.flatMap(({ value, pointer }) =>
    triggersOf(value).flatMap((trigger, index) =>
      trigger.type === 'link'
        ? [
            {
              name: trigger.link,
              place: JSON.stringify([value.parent ?? '', trigger.link]),
              catches: value.type === 'intermediateCatchEvent',
              pointer: `${pointer}/triggers/${index}/link`,
            },
          ]
        : [],
    ),
  );
  const targets = new Set<string>();
  for (const { name, place, pointer } of ends.filter(({ catches }) => catches)) {
    if (targets.has(place)) report('link.severalTargets', pointer, { name });
    else if (!ends.some((end) => !end.catches && end.place === place)) report('link.noSource', pointer, { name });
    targets.add(place);
  }
  for (const { name, place, pointer } of ends.filter(({ catches }) => !catches)) {
    if (!targets.has(place)) report('link.noTarget', pointer, { name });
  }
};
