"""Writes definitions/calendar/calendars/ru.json: the Russian production calendar, 2017-2027.

Run once a year, when the Government has moved the days off of the next year:

    python3 -m venv VENV && VENV/bin/pip install holidays==0.109
    VENV/bin/python scripts/calendar/generate-ru.py > definitions/calendar/calendars/ru.json

Holidays and moved days off come from the Python package `holidays` (MIT). It has neither shortened days nor the days
that the President declared non-working; they are added here:

* Labour Code, article 95: the working day right before a holiday is an hour shorter.
* A Saturday that works in place of a weekday has that weekday's length (the Ministry's order No. 588n of 13.08.2009),
  so it is shortened if the weekday would have been.
* Presidential decrees of 2020 and 2021, by number, below.
"""

import datetime
import json
import re
import sys

import holidays

YEARS = range(2017, 2028)
DAY = datetime.timedelta(days=1)

MOVES = {
    2017: "Постановление Правительства РФ от 04.08.2016 № 756",
    2018: "Постановление Правительства РФ от 14.10.2017 № 1250",
    2019: "Постановление Правительства РФ от 01.10.2018 № 1163",
    2020: "Постановление Правительства РФ от 10.07.2019 № 875",
    2021: "Постановление Правительства РФ от 10.10.2020 № 1648",
    2022: "Постановление Правительства РФ от 16.09.2021 № 1564",
    2023: "Постановление Правительства РФ от 29.08.2022 № 1505",
    2024: "Постановление Правительства РФ от 10.08.2023 № 1314",
    2025: "Постановление Правительства РФ от 04.10.2024 № 1335",
    2026: "Постановление Правительства РФ от 24.09.2025 № 1466",
    2027: "Постановление Правительства РФ о переносе выходных дней в 2027 году",
}

DECREES = [
    ("Указ Президента РФ от 25.03.2020 № 206", "2020-03-30", "2020-04-03"),
    ("Указ Президента РФ от 02.04.2020 № 239", "2020-04-04", "2020-04-30"),
    ("Указ Президента РФ от 28.04.2020 № 294", "2020-05-06", "2020-05-08"),
    ("Указ Президента РФ от 29.05.2020 № 345", "2020-06-24", "2020-06-24"),
    ("Указ Президента РФ от 01.06.2020 № 354", "2020-07-01", "2020-07-01"),
    ("Указ Президента РФ от 23.04.2021 № 242", "2021-05-04", "2021-05-07"),
    ("Указ Президента РФ от 20.10.2021 № 595", "2021-10-30", "2021-11-07"),
]


def main() -> None:
    days: dict[str, str] = {}
    transfers: list[dict[str, str]] = []
    sources: list[dict[str, object]] = []
    for year in YEARS:
        found = holidays.country_holidays("RU", years=year, language="ru", observed=True)
        names = {date: name for date, name in found.items() if date.year == year}
        public = {date for date, name in names.items() if "(" not in name}
        moved: dict[datetime.date, datetime.date] = {}
        for date, name in names.items():
            if date in public:
                continue
            explicit = re.search(r"перенесено с (\d\d)\.(\d\d)\.(\d{4})", name)
            if explicit:
                d, m, y = map(int, explicit.groups())
                moved[date] = datetime.date(y, m, d)
            else:  # article 112, part 2: the day off that fell on this holiday
                base = name.split(" (")[0]
                moved[date] = max(day for day in public if names[day] == base and day < date)
        working = {date for date in moved.values() if date not in public}
        by_decree = {
            day
            for _, first, last in DECREES
            for day in span(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
            if day.year == year and day.weekday() < 5 and day not in public and day not in moved
        }

        def is_off(day: datetime.date) -> bool:
            return day in public or day in moved or (day.weekday() >= 5 and day not in working)

        def is_eve(day: datetime.date) -> bool:
            return day + DAY in public or (day + DAY).strftime("%m-%d") == "01-01"

        for date in public:
            days[date.isoformat()] = "holiday"
        for date in moved:
            days[date.isoformat()] = "transferred"
        for date in working:
            days[date.isoformat()] = "workingWeekend"
        for day in span(datetime.date(year, 1, 1), datetime.date(year, 12, 31)):
            if not is_off(day) and is_eve(day):
                days[day.isoformat()] = "shortened"
        for to, source in moved.items():
            if source in working and is_eve(to):
                days[source.isoformat()] = "shortened"
        for date in by_decree:
            days[date.isoformat()] = "presidential"
        for to, source in sorted(moved.items()):
            automatic = source in public and not re.search("перенесено", names[to])
            basis = "ТК РФ ст. 112 ч. 2" if automatic else MOVES[year]
            transfers.append({"from": source.isoformat(), "to": to.isoformat(), "basis": basis})
        sources.append({"year": year, "basis": MOVES[year]})
        sources.extend({"year": year, "basis": basis} for basis, first, _ in DECREES if first.startswith(str(year)))

    calendar = {
        "key": "ru",
        "title": {"ru": "Производственный календарь России", "en": "Production calendar of Russia"},
        "version": "2026-11",
        "zone": "Europe/Moscow",
        "years": list(YEARS),
        "days": dict(sorted(days.items())),
        "transfers": transfers,
        "sources": sources,
    }
    json.dump(calendar, sys.stdout, ensure_ascii=False, indent=1)
    print()


def span(first: datetime.date, last: datetime.date):
    day = first
    while day <= last:
        yield day
        day += DAY


main()
