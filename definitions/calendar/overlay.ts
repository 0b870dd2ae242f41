import type { CalendarData } from './data.ts';

/** What a region or a department adds to a calendar: its own days, schedules and regimes; the rest stays the base's. */
export type CalendarAddition = Pick<CalendarData, 'key' | 'title' | 'version'> &
  Partial<Pick<CalendarData, 'zone' | 'days' | 'transfers' | 'sources' | 'schedules' | 'regimes'>>;

/** A calendar of its own, made of a base and an addition. Its version names both: a change of either is a change of it. */
export function overlayCalendar(base: CalendarData, addition: CalendarAddition): CalendarData {
  return {
    ...base,
    ...addition,
    version: `${base.version}+${addition.version}`,
    zone: addition.zone ?? base.zone,
    days: { ...base.days, ...addition.days },
    transfers: [...(base.transfers ?? []), ...(addition.transfers ?? [])],
    sources: [...(base.sources ?? []), ...(addition.sources ?? [])],
    schedules: { ...base.schedules, ...addition.schedules },
    regimes: { ...base.regimes, ...addition.regimes },
  };
}
