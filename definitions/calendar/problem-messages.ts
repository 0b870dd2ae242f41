/** Every code this folder answers with, Russian first. Codes are durable: never renamed, never given another meaning. */
export const problemMessages = {
  'term.unitMissing': [
    'У срока не указана единица («3 дня» — это рабочие или календарные?): добавьте unit.',
    'The term has no unit ("3 days": working or calendar?): add unit.',
  ],
  'term.unitUnknown': [
    'Единица срока «{unit}» неизвестна; возможны: {units}.',
    'Unit "{unit}" is unknown; possible: {units}.',
  ],
  'term.amountInvalid': [
    'Величина срока должна быть целым неотрицательным числом, получено «{amount}».',
    'The amount of a term is a whole number not below zero; got "{amount}".',
  ],
  'term.dateInvalid': [
    'Дата срока «{amount}» не читается: нужна дата вида 2026-04-24 или дата и время вида 2026-04-24T15:00.',
    'The date "{amount}" is not readable: give 2026-04-24 or 2026-04-24T15:00.',
  ],
  'term.outOfRange': ['Срок выходит за пределы 1900–2999 годов.', 'The term leaves the years 1900-2999.'],
  'instant.invalid': [
    'Момент «{value}» не читается: нужны дата и время с поясом, например 2026-04-24T09:00:00Z.',
    'The moment "{value}" is not readable: give date and time with a zone, for example 2026-04-24T09:00:00Z.',
  ],
  'date.invalid': [
    'Дата «{value}» не существует: нужна дата вида 2026-04-24.',
    'The date "{value}" does not exist: give a date like 2026-04-24.',
  ],
  'zone.unknown': [
    'Часовой пояс «{zone}» неизвестен: укажите имя из базы IANA, например Europe/Moscow.',
    'Time zone "{zone}" is unknown: give an IANA name, for example Europe/Moscow.',
  ],
  'regime.unknown': [
    'Правила счёта «{regime}» неизвестны; есть: {regimes}.',
    'Regime "{regime}" is unknown; there are: {regimes}.',
  ],
  'calendar.unknown': ['Календаря «{calendar}» нет.', 'There is no calendar "{calendar}".'],
  'calendar.dayClassUnknown': [
    'Вид дня «{class}» неизвестен; возможны: {classes}.',
    'Day class "{class}" is unknown; possible: {classes}.',
  ],
  'calendar.yearInvalid': ['Год «{year}» вне 1900–2999.', 'Year "{year}" is outside 1900-2999.'],
  'calendar.versionMissing': ['У данных календаря нет версии.', 'The calendar data have no version.'],
  'calendar.inUse': [
    'Версия {version} календаря «{calendar}» удалена быть не может: по ней идут сроки ({count}).',
    'Version {version} of calendar "{calendar}" can\'t be deleted: {count} deadlines run on it.',
  ],
  'calendar.regimeReserved': [
    'Правила счёта «{regime}» поставляются с продуктом, назовите свои иначе.',
    'Regime "{regime}" is shipped with the product: give yours another key.',
  ],
  'schedule.unknown': [
    'Графика «{schedule}» в календаре «{calendar}» нет.',
    'Calendar "{calendar}" has no schedule "{schedule}".',
  ],
  'schedule.required': [
    'Для срока в рабочем времени нужен график: добавьте schedule.',
    'A term in working time needs a schedule: add schedule.',
  ],
  'schedule.neverOpen': [
    'По графику «{schedule}» рабочего времени не хватает: срок никогда не истечёт.',
    'Schedule "{schedule}" has too little opening time: the term never runs out.',
  ],
  'schedule.weekdayInvalid': [
    'День недели «{weekday}» неизвестен: 1 — понедельник … 7 — воскресенье.',
    'Weekday "{weekday}" is unknown: 1 is Monday .. 7 Sunday.',
  ],
  'schedule.timeInvalid': [
    'Время «{time}» не читается: нужно вида 08:00, до 24:00.',
    'The time "{time}" is not readable: give 08:00, up to 24:00.',
  ],
  'schedule.endBeforeStart': [
    'Окончание {to} не позже начала {from}.',
    'The end {to} is not later than the start {from}.',
  ],
  'schedule.overlap': [
    'Промежуток {from}–{to} пересекается с предыдущим или стоит раньше него.',
    'The interval {from}-{to} overlaps the one before it or precedes it.',
  ],
  'schedule.shorteningInvalid': [
    'Сокращение дня должно быть целым числом минут от 0 до 1440.',
    'The shortening is a whole number of minutes from 0 to 1440.',
  ],
  'ledger.idle': ['Срок ещё не начал течь: {state}.', 'The term does not run yet: {state}.'],
  'ledger.finished': [
    'Срок уже завершён ({state}), изменить его нельзя.',
    'The deadline is finished ({state}) and can no longer change.',
  ],
  'reason.missing': ['Укажите причину.', 'Give a reason.'],
  'suspension.notDeclared': [
    'Для этого срока приостановление не предусмотрено определением процедуры.',
    'The definition declares no suspension for this deadline.',
  ],
  'suspension.forbidden': [
    'Приостановление не предусмотрено законом: {basis}.',
    'The law knows no suspension here: {basis}.',
  ],
  'suspension.basisMissing': ['Не указано правовое основание приостановления.', 'The suspension has no legal basis.'],
  'suspension.groundMissing': [
    'Укажите, по какому из объявленных оснований приостанавливается срок.',
    'Say on which of the declared grounds the term is suspended.',
  ],
  'suspension.groundUnknown': [
    'Основание «{ground}» не объявлено; объявлены: {grounds}.',
    'Ground "{ground}" is not declared; declared: {grounds}.',
  ],
  'suspension.already': ['Срок уже приостановлен с {since}.', 'The term is already suspended, since {since}.'],
  'suspension.none': ['Срок не приостановлен.', 'The term is not suspended.'],
  'suspension.order': [
    'Момент {at} раньше предыдущего действия со сроком ({after}).',
    'The moment {at} precedes an earlier action on the term ({after}).',
  ],
  'suspension.expired': [
    'Срок истёк {dueAt}: приостановить его после этого нельзя.',
    "The term ran out at {dueAt}: it can't be suspended after that.",
  ],
  'extension.notDeclared': [
    'Для этого срока продление не предусмотрено определением процедуры.',
    'The definition declares no extension for this deadline.',
  ],
  'extension.basisMissing': ['Не указано правовое основание продления.', 'The extension has no legal basis.'],
  'extension.unitMismatch': [
    'Продление считается в тех же единицах, что и его предел: {unit}.',
    'An extension is counted in the unit of its cap: {unit}.',
  ],
  'extension.overCap': [
    'Все продления вместе не могут превысить {cap}; осталось {left}.',
    'All extensions together may not exceed {cap}; {left} left.',
  ],
  'extension.overLaw': [
    'Закон допускает продление не более чем на {cap} ({basis}).',
    'The law allows an extension of at most {cap} ({basis}).',
  ],
  'extension.expired': [
    'Срок истёк {dueAt}: продление решается до истечения.',
    'The term ran out at {dueAt}: an extension is decided before that.',
  ],
  'extension.role': ['Продлить срок вправе только «{role}».', 'Only "{role}" may extend the term.'],
  'restart.notDeclared': [
    'Для этого срока исчисление заново не предусмотрено определением процедуры.',
    'The definition declares no restart for this deadline.',
  ],
  'restoration.notDeclared': [
    'Восстановление пропущенного срока определением процедуры не предусмотрено.',
    'The definition declares no restoration of this missed term.',
  ],
  'restoration.notApplicant': [
    'Восстанавливается только срок заявителя; этот срок — чужой ({owner}).',
    "Only an applicant's term is restored; this one belongs to: {owner}.",
  ],
  'restoration.notMissed': [
    'Срок не пропущен: восстанавливать нечего.',
    'The term was not missed: there is nothing to restore.',
  ],
  'restoration.tooLate': [
    'Ходатайство подано позже, чем допускается ({within}).',
    'The petition came later than allowed ({within}).',
  ],
  'legalEvent.inFuture': [
    'Событие не может наступить в будущем: {effectiveAt} позже {recordedAt}.',
    "An event can't take effect in the future: {effectiveAt} is after {recordedAt}.",
  ],
  'legalEvent.idMissing': ['У юридического события нет идентификатора.', 'The legal event has no id.'],
  'legalEvent.duplicate': [
    'Событие «{id}» уже записано; чтобы исправить его, запишите заменяющее.',
    'Event "{id}" is already recorded; to correct it, record one that supersedes it.',
  ],
  'legalEvent.unknown': [
    'Исправляемого события «{id}» в книге срока нет.',
    'The ledger has no event "{id}" to correct.',
  ],
  'legalEvent.superseded': [
    'Событие «{id}» уже заменено событием «{by}»: исправляйте его.',
    'Event "{id}" was already superseded by "{by}": correct that one.',
  ],
  'confirmation.none': ['Подтверждать нечего.', 'There is nothing to confirm.'],
} as const satisfies { [code: string]: readonly [ru: string, en: string] };

export type ProblemCode = keyof typeof problemMessages;
