import { describe, expect, it } from 'vitest';
import { amountOf, pluralOf } from '../../../definitions/calendar/words.ts';
import {
  explain,
  extendLedger,
  moveLedger,
  regimes,
  resumeLedger,
  summarise,
  suspendLedger,
  termUnits,
  warningsOf,
} from '../../../definitions/calendar/index.ts';
import { aCalendar, aLedger, at, calendars, elastic, good, moscow, term } from './builders.ts';

const registered = { from: { event: 'registered' } };

describe('The explanation of a due moment', () => {
  it('derives it in one sentence', () => {
    const ledger = aLedger({ deadline: registered });
    expect(summarise(ledger, 'ru')).toBe(
      'Зарегистрировано пт 24.04.2026; 30 календарных дней с 25.04; последний день вс 24.05 → пн 25.05.2026 (ГК РФ ст. 193)',
    );
    expect(summarise(ledger, 'en')).toBe(
      'Registered Fri 24.04.2026; 30 calendar days from 25.04; last day Sun 24.05 → Mon 25.05.2026 (Civil Code art. 193)',
    );
  });

  it('derives it line by line, each with the rule it rests on', () => {
    expect(explain(aLedger({ deadline: registered }), 'ru')).toEqual([
      'Зарегистрировано пт 24.04.2026',
      '30 календарных дней с 25.04 (ГК РФ ст. 191)',
      'Последний день вс 24.05 → пн 25.05.2026 (ГК РФ ст. 193)',
      'Срок истекает пн 25.05.2026 24:00 (ГК РФ ст. 194)',
      'Основание: 59-ФЗ ст. 12; правила счёта: Гражданский кодекс, ст. 190–194; календарь «ru», версия 2026-11; время: Europe/Moscow',
    ]);
  });

  it('tells suspension, extension and what they left', () => {
    const ledger = aLedger({ deadline: { ...registered, ...elastic } });
    const stopped = good(suspendLedger(ledger, { ...at('2026-05-04'), ground: 'запрос документов' }, calendars));
    expect(summarise(stopped, 'ru')).toBe(
      'Зарегистрировано пт 24.04.2026; 30 календарных дней с 25.04; приостановлено с пн 04.05.2026, срок не течёт',
    );
    const running = good(resumeLedger(stopped, at('2026-05-05'), calendars));
    const longer = good(
      extendLedger(running, { ...at('2026-05-06'), by: term(21, 'calendarDays'), reason: 'экспертиза' }, calendars),
    );
    expect(explain(longer, 'ru').slice(2, 5)).toEqual([
      'Приостановлено с 04.05, течёт снова с 05.05 (1 календарный день не в счёт): запрос документов (Регламент п. 7)',
      'Продлено на 21 календарный день (Регламент п. 8)',
      'Последний день пн 15.06.2026',
    ]);
    expect(summarise(longer, 'en')).toBe(
      'Registered Fri 24.04.2026; 30 calendar days from 25.04; suspended from 04.05, running again from 05.05 (1 calendar day left out); extended by 21 calendar days; last day Mon 15.06.2026',
    );
  });

  it('tells a decision with its reason', () => {
    const moved = good(
      moveLedger(
        aLedger({ deadline: registered }),
        { ...at('2026-05-20'), dueAt: '2026-06-10', reason: 'болезнь эксперта', basis: 'приказ № 5' },
        calendars,
      ),
    );
    expect(explain(moved, 'ru')).toContain(
      'Перенесено должностным лицом на ср 10.06.2026 24:00: болезнь эксперта (приказ № 5)',
    );
  });

  it('tells hours with the way they run', () => {
    const ledger = aLedger({
      deadline: { ...registered, regime: 'internal-opening', schedule: 'line-weekdays', term: term(30, 'minutes') },
      from: moscow('2026-04-24T19:45'),
    });
    expect(summarise(ledger, 'ru', calendars)).toBe(
      'Зарегистрировано пт 24.04.2026 19:45; 30 минут, идут только в часы работы (график «Линия: будни 08–20»); истекает пн 27.04.2026 08:15',
    );
    expect(summarise(ledger, 'ru'), 'the key where the calendar is not at hand').toContain('график «line-weekdays»');
  });

  it('names the year of a date that is not in the year of the end', () => {
    const ledger = aLedger({
      deadline: { ...registered, regime: 'tax-code', term: term(5, 'workingDays') },
      from: moscow('2024-12-26'),
    });
    expect(summarise(ledger, 'ru')).toBe(
      'Зарегистрировано чт 26.12.2024; 5 рабочих дней с 27.12.2024; последний день пн 13.01.2025',
    );
  });

  it('warns of a year whose calendar is not published, with a stable code', () => {
    const ledger = aLedger({ from: moscow('2028-01-31'), deadline: { term: term(1, 'months') } });
    expect(ledger.unpublishedYears).toEqual([2028]);
    expect(warningsOf(ledger).map(({ code, year }) => [code, year])).toEqual([['calendar.yearNotPublished', 2028]]);
    expect(explain(ledger, 'ru').join('\n')).toContain('Производственный календарь на 2028 год не опубликован');
    expect(warningsOf(aLedger())).toEqual([]);
  });

  it('says what a waiting term waits for', () => {
    const waiting = aLedger({ from: null, deadline: registered });
    expect(summarise(waiting, 'ru')).toBe('Срок не начался: нужно событие «зарегистрировано»');
    expect(summarise(waiting, 'en')).toBe('The term has not begun: it waits for "registered"');
  });

  it('cites a house regime from the calendar that carries it', () => {
    const house = {
      ...(regimes.find(({ key }) => key === 'civil-code') as (typeof regimes)[number]),
      key: 'house',
      title: { ru: 'Правила дома', en: 'House rules' },
    };
    const own = { ru: aCalendar({ regimes: { house } }) };
    const ledger = aLedger({ deadline: { ...registered, regime: 'house' }, calendars: own });
    expect(explain(ledger, 'ru', own).at(-1)).toContain('правила счёта: Правила дома');
    expect(ledger.lastDay).toBe('2026-05-25');
  });

  it('has words for every unit under every regime, without a hole', () => {
    for (const { key } of regimes) {
      for (const unit of termUnits) {
        const ledger = aLedger({
          deadline: { regime: key, schedule: 'line-daily', term: term(unit === 'fixedDate' ? '2026-05-24' : 3, unit) },
        });
        for (const lang of ['ru', 'en'] as const) {
          const text = explain(ledger, lang, calendars).join('\n');
          expect(text).not.toMatch(/undefined|null|NaN|\{|\[object/);
          if (lang === 'en') expect(text.replace('59-ФЗ ст. 12', '')).not.toMatch(/[а-яё]/i);
        }
      }
    }
  });
});

describe('Numbers with words', () => {
  it('agree in Russian', () => {
    const words = [0, 1, 2, 4, 5, 11, 12, 14, 20, 21, 22, 25, 100, 101, 111, 112, 121, 1001].map(
      (count) => `${count} ${pluralOf(count, ['день', 'дня', 'дней'])}`,
    );
    expect(words.join(', ')).toBe(
      '0 дней, 1 день, 2 дня, 4 дня, 5 дней, 11 дней, 12 дней, 14 дней, 20 дней, 21 день, 22 дня, 25 дней, 100 дней, 101 день, 111 дней, 112 дней, 121 день, 1001 день',
    );
  });

  it('take the accusative after «на»', () => {
    expect([1, 2, 5, 21].map((count) => amountOf(term(count, 'weeks'), 'ru', true))).toEqual([
      '1 неделю',
      '2 недели',
      '5 недель',
      '21 неделю',
    ]);
    expect(amountOf(term(1, 'minutes'), 'ru')).toBe('1 минута');
    expect(amountOf(term(1, 'workingDays'), 'en')).toBe('1 working day');
  });
});
