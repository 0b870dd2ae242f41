import type { CivilDate, Day } from './days.ts';
import { civilOf, weekdayOf } from './days.ts';
import type { Instant } from './instants.ts';
import type { CountedTerm } from './ledger.ts';
import { toLocal } from './zone.ts';

/** Dates, moments and amounts as people read them, in Russian and English. */
export type Lang = 'ru' | 'en';

const weekdays: { [lang in Lang]: readonly string[] } = {
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function shortDate({ month, date }: CivilDate): string {
  return `${two(date)}.${two(month)}`;
}

/** `25.04`, with the year where it isn't `year`. */
export function inYear(day: Day, year: number): string {
  const civil = civilOf(day);
  return civil.year === year ? shortDate(civil) : `${shortDate(civil)}.${civil.year}`;
}

/** `25.04.2026`. */
function dateOf(day: Day): string {
  const civil = civilOf(day);
  return `${shortDate(civil)}.${civil.year}`;
}

export function weekday(day: Day, lang: Lang): string {
  return weekdays[lang][weekdayOf(day) - 1] as string;
}

/** `пт 24.04.2026`. */
export function longDate(day: Day, lang: Lang): string {
  return `${weekday(day, lang)} ${dateOf(day)}`;
}

/** `15:00`, seconds only where there are any. */
function timeOf(time: number): string {
  const seconds = Math.floor(time / 1_000);
  const clock = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? clock : `${clock}:${two(seconds % 60)}`;
}

/** `пт 24.04.2026 15:00`; the last millisecond of a day is its 24:00. */
export function momentOf(instant: Instant, zone: string, lang: Lang): string {
  const { day, time } = toLocal(zone, instant);
  const next = toLocal(zone, instant + 1);
  return `${longDate(day, lang)} ${next.day > day ? '24:00' : timeOf(time)}`;
}

/** Which of [one, few, many] goes with a number: 1 день, 2 дня, 5 дней, 21 день. */
export function pluralOf(count: number, [one, few, many]: readonly [string, string, string]): string {
  const tens = Math.abs(count) % 100;
  const units = tens % 10;
  if (tens > 10 && tens < 20) return many;
  if (units === 1) return one;
  return units >= 2 && units <= 4 ? few : many;
}

type Forms = readonly [one: string, few: string, many: string];

const unitsRu: { [unit in CountedTerm['unit']]: { forms: Forms; accusative?: string } } = {
  minutes: { forms: ['минута', 'минуты', 'минут'], accusative: 'минуту' },
  hours: { forms: ['час', 'часа', 'часов'] },
  workingHours: { forms: ['час рабочего времени', 'часа рабочего времени', 'часов рабочего времени'] },
  workingDays: { forms: ['рабочий день', 'рабочих дня', 'рабочих дней'] },
  calendarDays: { forms: ['календарный день', 'календарных дня', 'календарных дней'] },
  weeks: { forms: ['неделя', 'недели', 'недель'], accusative: 'неделю' },
  halfMonths: { forms: ['полумесяц', 'полумесяца', 'полумесяцев'] },
  months: { forms: ['месяц', 'месяца', 'месяцев'] },
  quarters: { forms: ['квартал', 'квартала', 'кварталов'] },
  years: { forms: ['год', 'года', 'лет'] },
  fixedDate: { forms: ['', '', ''] },
};

const unitsEn: { [unit in CountedTerm['unit']]: readonly [one: string, many: string] } = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  workingHours: ['working hour', 'working hours'],
  workingDays: ['working day', 'working days'],
  calendarDays: ['calendar day', 'calendar days'],
  weeks: ['week', 'weeks'],
  halfMonths: ['half-month', 'half-months'],
  months: ['month', 'months'],
  quarters: ['quarter', 'quarters'],
  years: ['year', 'years'],
  fixedDate: ['', ''],
};

/** `30 календарных дней`. `accusative`: after «на», «через», «за»: `1 неделю`. */
export function amountOf({ amount, unit }: CountedTerm, lang: Lang, accusative = false): string {
  if (unit === 'fixedDate') return String(amount);
  const count = Number(amount);
  if (lang === 'en') return `${count} ${unitsEn[unit][count === 1 ? 0 : 1]}`;
  const { forms, accusative: singular } = unitsRu[unit];
  const word = pluralOf(count, forms);
  return `${count} ${accusative && word === forms[0] ? (singular ?? word) : word}`;
}

/** Every form of a unit's name in both languages, lower case. */
export function unitNames(unit: CountedTerm['unit']): string[] {
  const { forms, accusative } = unitsRu[unit];
  return [...forms, ...(accusative === undefined ? [] : [accusative]), ...unitsEn[unit]].filter((name) => name !== '');
}

const eventWords: { [kind: string]: readonly [ru: string, en: string] } = {
  received: ['поступило', 'received'],
  registered: ['зарегистрировано', 'registered'],
  dispatched: ['отправлено', 'dispatched'],
  delivered: ['вручено', 'delivered'],
  completePackage: ['получен полный комплект документов', 'complete package received'],
  inForce: ['вступило в силу', 'in force'],
  signed: ['подписано', 'signed'],
  learnt: ['стало известно', 'learnt of'],
  entered: ['начато', 'begun'],
  expired: ['истёк предшествующий срок', 'the preceding term expired'],
};

const deemedWords: { [kind: string]: readonly [ru: string, en: string] } = {
  received: ['считается поступившим', 'deemed received'],
  registered: ['считается зарегистрированным', 'deemed registered'],
  delivered: ['считается вручённым', 'deemed delivered'],
};

export function eventOf(kind: string, lang: Lang): string {
  return eventWords[kind]?.[lang === 'ru' ? 0 : 1] ?? (lang === 'ru' ? `событие «${kind}»` : `event "${kind}"`);
}

export function deemedOf(kind: string, lang: Lang): string {
  return (
    deemedWords[kind]?.[lang === 'ru' ? 0 : 1] ??
    (lang === 'ru' ? `считается наступившим «${kind}»` : `"${kind}" is deemed to have happened`)
  );
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
