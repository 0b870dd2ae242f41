import { parseCycle, parseDuration, parseMoment } from '../../engine/iso8601.ts';
import type { Element, IsoValue, TimerTrigger } from '../../schema/definition.ts';
import type { Check, Report } from '../check.ts';
import { type BothLanguages, words } from '../codes/code-description.ts';

type Kind = 'date' | 'duration' | 'cycle';

const names: { [kind in Kind]: BothLanguages } = {
  date: words('дата', 'date'),
  duration: words('длительность', 'duration'),
  cycle: words('цикл', 'cycle'),
};

/** Timers say when, once, in ISO 8601 that the engine reads. */
export const timers: Check = (outline, report) => {
  const zone = 'UTC';
  for (const part of outline.all('Trigger')) {
    const { value: trigger, pointer } = part;
    if (trigger.type !== 'timer') continue;
    const given = (['date', 'duration', 'cycle'] as const).filter((kind) => trigger[kind] !== undefined);
    if (given.length !== 1) report('timer.exactlyOne', pointer);
    for (const kind of given) {
      const value = trigger[kind];
      if (typeof value === 'string' && !reads(kind, value, zone))
        report('timer.invalid', `${pointer}/${kind}`, { value, expected: names[kind] });
    }
    cycleOnce(trigger, pointer, outline.elementOf(part), report);
  }
  for (const { value, pointer } of outline.elements) {
    if (value.type !== 'serviceTask') continue;
    for (const property of ['initialInterval', 'maxInterval'] as const) {
      const interval = value.retry?.[property];
      if (interval !== undefined && parseDuration(interval) === undefined) {
        report('timer.invalid', `${pointer}/retry/${property}`, { value: interval, expected: names.duration });
      }
    }
  }
};

function reads(kind: Kind, value: IsoValue & string, zone: string): boolean {
  if (kind === 'date') return parseMoment(value, zone) !== undefined;
  if (kind === 'duration') return parseDuration(value) !== undefined;
  return parseCycle(value, zone) !== undefined;
}

function cycleOnce(trigger: TimerTrigger, pointer: string, element: Element | undefined, report: Report): void {
  if (trigger.cycle === undefined) return;
  if (element?.type === 'intermediateCatchEvent') {
    report('timer.cycleOnce', `${pointer}/cycle`, {
      place: words('промежуточное ожидание', 'an intermediate catch event'),
    });
  } else if (element?.type === 'boundaryEvent' && element.interrupting !== false) {
    report('timer.cycleOnce', `${pointer}/cycle`, {
      place: words('прерывающее событие на границе', 'an interrupting boundary event'),
    });
  }
}
