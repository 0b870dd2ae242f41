import type { Regime } from './regime.ts';

/** Calendars are data with versions and day classes. Dates are `YYYY-MM-DD`. */
export type DayClass =
  | 'working'
  | 'weekend'
  | 'holiday'
  | 'transferred'
  | 'workingWeekend'
  | 'shortened'
  | 'presidential'
  | 'regional';

export interface CalendarData {
  key: string;
  title: { ru: string; en?: string };
  /** Version of this calendar's data. */
  version: string;
  zone: string;
  /** Years for which the data are published; others follow `fallback`, with a warning. */
  years: number[];
  /**
   * How a year without published data is taken. `labour-code-112` (the default): weekends and the holidays of article
   * 112 of the Labour Code with their automatic transfer, and a warning. `weekends`: Saturdays and Sundays, nothing
   * to warn of: that is all this calendar knows.
   */
  fallback?: 'labour-code-112' | 'weekends';
  /** Days that differ from Monday-Friday work, Saturday-Sunday rest. */
  days: { [date: string]: DayClass };
  /** The day off of `from` was moved to `to`. */
  transfers?: { from: string; to: string; basis?: string }[];
  /** Acts the year's days rest on. */
  sources?: { year: number; basis: string; url?: string }[];
  /** Opening hours that `workingHours` use, by schedule key. */
  schedules?: { [key: string]: Schedule };
  /** House regimes beside the presets: norms of one authority. A preset's key can't be taken. */
  regimes?: { [key: string]: Regime };
}

/** Opening hours by weekday (1 Monday .. 7 Sunday): intervals `["08:00", "13:00"]`; `24:00` is the day's end. */
export interface Schedule {
  title: { ru: string; en?: string };
  zone?: string;
  week: { [weekday: string]: [from: string, to: string][] };
  /** Open on public holidays and other days off with the hours of that weekday. Default false. */
  openOnHolidays?: boolean;
  /** On a shortened day the last interval ends this much earlier. */
  shortenedByMinutes?: number;
}

/** Calendars by key, as a programme carries them. Never changed in place: what is compiled from them is kept. */
export interface Calendars {
  [key: string]: CalendarData;
}
