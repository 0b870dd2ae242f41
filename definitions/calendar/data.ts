/** Calendars are data with versions and day classes. Dates are `YYYY-MM-DD`. */
export type DayClass = 'working' | 'weekend' | 'holiday' | 'transferred' | 'workingWeekend' | 'shortened' | 'presidential' | 'regional';

export interface CalendarData {
  key: string;
  title: { ru: string; en?: string };
  /** Version of this calendar's data. */
  version: string;
  zone: string;
  /** Years for which the data are published; others fall back to weekends and article 112 with its transfer, with a warning. */
  years: number[];
  /** Days that differ from Monday-Friday work, Saturday-Sunday rest. */
  days: { [date: string]: DayClass };
  transfers?: { from: string; to: string; basis?: string }[];
  /** Opening hours that `workingHours` use, by schedule key. */
  schedules?: { [key: string]: Schedule };
}

/** Opening hours by weekday (1 Monday .. 7 Sunday): intervals `["08:00", "13:00"]`. */
export interface Schedule {
  title: { ru: string; en?: string };
  zone?: string;
  week: { [weekday: string]: [from: string, to: string][] };
  /** Open on public holidays with the hours of that weekday. Default false. */
  openOnHolidays?: boolean;
  shortenedByMinutes?: number;
}
