import { civilOf, dayOf, daysInMonth } from '../../calendar/days.ts';
import { isZone } from '../../calendar/zone.ts';
import {
  DAY_NANOS,
  DaysTimeDuration,
  FeelDate,
  FeelDateTime,
  type FeelDuration,
  type FeelTemporal,
  FeelTime,
  type Place,
  SECOND_NANOS,
  YearsMonthsDuration,
} from './values.ts';

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})$/;
const timePattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(.*)$/;
const offsetPattern = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/;
const dayTimePattern = /^(-)?P(?:(\d{1,12})D)?(?:T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})(?:\.(\d{1,9}))?S)?)?$/;
const monthPattern = /^(-)?P(?:(\d{1,10})Y)?(?:(\d{1,10})M)?$/;

export function dateFrom(year: number, month: number, day: number): FeelDate | undefined {
  if (!Number.isInteger(year) || Math.abs(year) > 999_999_999) return undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined;
  return new FeelDate(dayOf(year, month, day));
}

export function parseDate(text: string): FeelDate | undefined {
  const found = datePattern.exec(text);
  return found ? dateFrom(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

export function parseTime(text: string): FeelTime | undefined {
  const found = timePattern.exec(text.startsWith('T') ? text.slice(1) : text);
  if (!found) return undefined;
  const [, hour, minute, second, fraction = '', rest = ''] = found;
  const place = parsePlace(rest);
  if (place === null) return undefined;
  return timeFrom(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(9, '0')), place);
}

export function timeFrom(
  hour: number,
  minute: number,
  second: number,
  nanos: number,
  place: Place,
): FeelTime | undefined {
  const midnight = hour === 24 && minute === 0 && second === 0 && nanos === 0;
  if (!midnight && (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)) return undefined;
  return new FeelTime(midnight ? 0 : (hour * 3_600 + minute * 60 + second) * SECOND_NANOS + nanos, place);
}

/** Undefined: nowhere in particular; null: not a place. */
function parsePlace(text: string): Place | null {
  if (text === '') return undefined;
  if (text === 'Z' || text === 'z') return { offset: 0 };
  if (text.startsWith('@')) return isZone(text.slice(1)) ? { zone: text.slice(1) } : null;
  const found = offsetPattern.exec(text);
  if (!found) return null;
  const [, sign, hours, minutes, seconds = '0'] = found;
  const offset = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
  return Number(hours) > 18 || Number(minutes) > 59 || Number(seconds) > 59
    ? null
    : { offset: sign === '-' ? -offset : offset };
}

/** A date alone is its midnight. */
export function parseDateTime(text: string): FeelDateTime | undefined {
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  if (!date) return undefined;
  if (at < 0) return new FeelDateTime(date.day, 0);
  const time = parseTime(text.slice(at + 1));
  if (!time) return undefined;
  const nextDay = text.slice(at + 1).startsWith('24:') ? 1 : 0;
  return new FeelDateTime(date.day + nextDay, time.nanos, time.place);
}

export function parseDuration(text: string): FeelDuration | undefined {
  if (/[PT]$/.test(text)) return undefined;
  const months = monthPattern.exec(text);
  if (months) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return new YearsMonthsDuration(months[1] ? 0 - total : total);
  }
  const found = dayTimePattern.exec(text);
  if (!found) return undefined;
  const [, minus, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = found;
  const whole = BigInt(days) * 86_400n + BigInt(hours) * 3_600n + BigInt(minutes) * 60n + BigInt(seconds);
  const nanos = whole * BigInt(SECOND_NANOS) + BigInt(fraction.padEnd(9, '0'));
  return new DaysTimeDuration(minus ? -nanos : nanos);
}

/** What `@"…"` means. */
export function parseAt(text: string): FeelTemporal | undefined {
  return (
    parseDate(text) ??
    (text.includes('T') && !text.includes('P') ? parseDateTime(text) : undefined) ??
    parseTime(text) ??
    parseDuration(text)
  );
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function dateText(day: number): string {
  const { year, month, date } = civilOf(day);
  const text = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${text}-${two(month)}-${two(date)}`;
}

function clockText(nanos: number): string {
  const seconds = Math.floor(nanos / SECOND_NANOS);
  const fraction = nanos % SECOND_NANOS;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${tail}`;
}

export function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3_600))}:${two(Math.floor(size / 60) % 60)}${seconds}`;
}

function placeText(place: Place): string {
  if (!place) return '';
  return 'zone' in place ? `@${place.zone}` : offsetText(place.offset);
}

/** FEEL's own text of a temporal value. */
export function temporalText(value: FeelTemporal): string {
  if (value instanceof FeelDate) return dateText(value.day);
  if (value instanceof FeelTime) return clockText(value.nanos) + placeText(value.place);
  if (value instanceof FeelDateTime) return `${dateText(value.day)}T${clockText(value.nanos)}${placeText(value.place)}`;
  return durationText(value);
}

export function durationText(value: FeelDuration): string {
  if (value instanceof YearsMonthsDuration) {
    const size = Math.abs(value.months);
    if (size === 0) return 'P0M';
    const years = Math.floor(size / 12);
    return `${value.months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${size % 12 > 0 ? `${size % 12}M` : ''}`;
  }
  const size = value.nanos < 0n ? -value.nanos : value.nanos;
  if (size === 0n) return 'PT0S';
  const days = size / BigInt(DAY_NANOS);
  const rest = Number(size % BigInt(DAY_NANOS));
  const seconds = Math.floor(rest / SECOND_NANOS);
  const fraction = rest % SECOND_NANOS;
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
  const secondsText = seconds % 60 > 0 || fraction > 0 ? `${seconds % 60}${tail}S` : '';
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${secondsText}`;
  return `${value.nanos < 0n ? '-' : ''}P${days > 0n ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}
