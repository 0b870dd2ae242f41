import { Type } from 'typebox';
import { AppliedEvent } from './case.ts';
import { Text } from './common.ts';

export const LedgerId = Type.String({
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  description: 'Номер срока в деле · Id of the term within the case',
  examples: ['d1'],
});

export const CaseDeadline = Type.Object(
  {
    ledgerId: Type.String(),
    deadlineId: Type.String(),
    title: Text,
    elementId: Type.Optional(Type.String()),
    state: Type.Enum(['waiting', 'running', 'suspended', 'breached', 'fulfilled', 'closed']),
    class: Type.Optional(Type.Enum(['statutory', 'regulatory', 'internal', 'service'])),
    owner: Type.Enum(['authority', 'applicant', 'thirdParty']),
    regime: Type.String(),
    dueAt: Type.Optional(Type.String()),
    lastDay: Type.Optional(Type.String({ format: 'date' })),
    remaining: Type.Optional(
      Type.Object({
        amount: Type.Integer({ description: 'Меньше нуля — просрочено · Below zero: overdue' }),
        unit: Type.Enum(['minutes', 'hours', 'workingHours', 'workingDays', 'calendarDays']),
      }),
    ),
    needsConfirmation: Type.Boolean({
      description:
        'Срок истёк раньше, чем о нём узнали: последствия ждут подтверждения · It was over before we learnt of it: its consequences wait to be confirmed',
    }),
    calendarVersion: Type.String(),
    summary: Type.String({ description: 'Расчёт одной строкой · The derivation in one line' }),
    explain: Type.Array(Type.String(), {
      description: 'Расчёт построчно, на языке Accept-Language · The derivation line by line, in Accept-Language',
    }),
    warnings: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  },
  {
    examples: [
      {
        ledgerId: 'd1',
        deadlineId: 'decision',
        title: { ru: 'Рассмотрение жалобы', en: 'Decision on the complaint' },
        state: 'running',
        class: 'statutory',
        owner: 'authority',
        regime: 'civil-code',
        dueAt: '2026-05-25T20:59:59.999Z',
        lastDay: '2026-05-25',
        remaining: { amount: 12, unit: 'calendarDays' },
        needsConfirmation: false,
        calendarVersion: '2026.1',
        summary:
          'Зарегистрировано пт 24.04.2026; 30 календарных дней с 25.04; последний день вс 24.05 → пн 25.05.2026 (ГК РФ ст. 193)',
        explain: ['Зарегистрировано пт 24.04.2026', '30 календарных дней с 25.04'],
        warnings: [],
      },
    ],
  },
);

export const LegalEventBody = Type.Object(
  {
    kind: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'Вид события: received, registered, delivered … · Kind of event',
    }),
    effectiveAt: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'Когда наступило для закона; нет — сейчас · When it happened for the law; absent: now',
      }),
    ),
    zone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    evidence: Type.Optional(
      Type.String({
        maxLength: 500,
        description: 'Чем подтверждено · What proves it',
        examples: ['РПО 10100012345678'],
      }),
    ),
    supersedes: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'eventId исправляемого · eventId of what it corrects' }),
    ),
    annuls: Type.Optional(
      Type.Literal(true, { description: 'Исправляемого события не было · The corrected event never happened' }),
    ),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  },
  {
    additionalProperties: false,
    examples: [{ kind: 'delivered', effectiveAt: '2026-11-20T09:30:00.000Z', evidence: 'РПО 10100012345678' }],
  },
);

export const RecordedLegalEvent = Type.Object(
  {
    ...AppliedEvent.properties,
    eventId: Type.String({ description: 'На него ссылается исправление · What a correction supersedes' }),
  },
  {
    examples: [
      {
        instanceId: '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f',
        seq: 7,
        at: '2026-11-22T10:05:00.000Z',
        eventId: '9a0f2c1e-3b4d-5e6f-8a7b-0c1d2e3f4a5b',
      },
    ],
  },
);

const effective = {
  at: Type.Optional(
    Type.String({
      maxLength: 40,
      description: 'Момент для закона; нет — сейчас · Its moment for the law; absent: now',
    }),
  ),
};
const reason = { reason: Type.String({ maxLength: 2_000, description: 'Причина · The reason' }) };
const basis = { basis: Type.String({ maxLength: 1_000, description: 'Правовое основание · The legal basis' }) };
const dueAt = {
  dueAt: Type.String({ maxLength: 40, description: 'Момент или дата (её конец) · An instant, or a date for its end' }),
};
const closed = (example: object) => ({ additionalProperties: false, examples: [example] });

export const SuspendBody = Type.Object(
  {
    ground: Type.String({ maxLength: 500, description: 'Одно из объявленных оснований · One of the declared grounds' }),
    ...basis,
    initiator: Type.Optional(Type.String({ maxLength: 200 })),
    ...effective,
  },
  closed({ ground: 'Запрошены документы', basis: 'Регламент, п. 12' }),
);
export const ResumeBody = Type.Object({ ...reason, ...effective }, closed({ reason: 'Документы получены' }));
export const ExtendBody = Type.Object(
  {
    by: Type.Object(
      { amount: Type.Integer(), unit: Type.String({ minLength: 1, maxLength: 32 }) },
      { additionalProperties: false },
    ),
    ...reason,
    ...basis,
    notice: Type.Optional(
      Type.String({ maxLength: 500, description: 'Как уведомлён заявитель · How the applicant was told' }),
    ),
    ...effective,
  },
  closed({ by: { amount: 10, unit: 'calendarDays' }, reason: 'Назначена экспертиза', basis: 'Регламент, п. 14' }),
);
export const MoveBody = Type.Object(
  { ...dueAt, ...reason, ...basis, ...effective },
  closed({ dueAt: '2026-12-25', reason: 'Опечатка в поручении', basis: 'Поручение № 7' }),
);
export const RestoreBody = Type.Object(
  { ...dueAt, ...reason, ...basis, ...effective },
  closed({ dueAt: '2026-12-25', reason: 'Болезнь заявителя', basis: 'НК РФ ст. 139.1' }),
);
export const ConfirmBody = Type.Object({ ...reason, ...effective }, closed({ reason: 'Срок проверен по почте' }));
