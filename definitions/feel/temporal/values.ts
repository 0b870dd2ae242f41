/** A date: days since 1970-01-01. */
export class FeelDate {
  readonly day: number;

  constructor(day: number) {
    this.day = day;
  }
}

/** Where a time is meant: an offset from UTC in seconds, an IANA zone, or nowhere in particular. */
export type Place = { offset: number } | { zone: string } | undefined;

export class FeelTime {
  /** Since midnight. */
  readonly nanos: number;
  readonly place: Place;

  constructor(nanos: number, place?: Place) {
    this.nanos = nanos;
    this.place = place;
  }
}

export class FeelDateTime {
  readonly day: number;
  readonly nanos: number;
  readonly place: Place;

  constructor(day: number, nanos: number, place?: Place) {
    this.day = day;
    this.nanos = nanos;
    this.place = place;
  }
}

export class DaysTimeDuration {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }
}

export class YearsMonthsDuration {
  readonly months: number;

  constructor(months: number) {
    this.months = months;
  }
}

export type FeelDuration = DaysTimeDuration | YearsMonthsDuration;
export type FeelTemporal = FeelDate | FeelTime | FeelDateTime | FeelDuration;

export const DAY_NANOS = 86_400_000_000_000;
export const SECOND_NANOS = 1_000_000_000;

export function isTemporal(value: unknown): value is FeelTemporal {
  return (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof DaysTimeDuration ||
    value instanceof YearsMonthsDuration
  );
}
