const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Date and time with the zone they are told in. */
export function instantInWords(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));
}

/** "через 3 дня", "2 часа назад": in the largest unit that has passed whole. */
export function distanceInWords(at: string, now: number, language: string): string {
  const distance = new Date(at).getTime() - now;
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const size = Math.abs(distance);
  if (size >= day) return words.format(Math.trunc(distance / day), 'day');
  if (size >= hour) return words.format(Math.trunc(distance / hour), 'hour');
  return words.format(Math.trunc(distance / minute), 'minute');
}

export type Urgency = 'overdue' | 'soon' | 'later';

/** Within three days is soon: a weekend may lie between. */
export function urgencyOf(dueAt: string, overdue: boolean, now: number): Urgency {
  const left = new Date(dueAt).getTime() - now;
  if (overdue || left < 0) return 'overdue';
  return left < 3 * day ? 'soon' : 'later';
}
