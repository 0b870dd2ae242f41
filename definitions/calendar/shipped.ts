import russianDays from './calendars/ru.json' with { type: 'json' };
import schedules from './calendars/schedules.json' with { type: 'json' };
import plainWeekdays from './calendars/weekdays.json' with { type: 'json' };
import type { CalendarData, Calendars, Schedule } from './data.ts';

/**
 * Calendars that come with the product. Apart from index.ts: a running instance takes its calendars from its programme,
 * only whoever publishes or installs needs these.
 */
export const shippedSchedules = schedules as unknown as { [key: string]: Schedule };

/** The Russian production calendar with the schedules of R-096..R-099. */
export const russianCalendar: CalendarData = {
  ...(russianDays as unknown as CalendarData),
  schedules: shippedSchedules,
};

/** Monday to Friday, no holidays. */
export const weekdaysCalendar: CalendarData = {
  ...(plainWeekdays as unknown as CalendarData),
  schedules: shippedSchedules,
};

export const shippedCalendars: Calendars = { ru: russianCalendar, weekdays: weekdaysCalendar };
