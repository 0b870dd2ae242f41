import { Type } from 'typebox';
import { AnyObject, DefinitionKey, FileId, Instant, InstanceId, Text } from './common.ts';

const exampleId = '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f';
const exampleFile = '0b1c2d3e4f5061728394a5b6c7d8e9f0';

export const OfferedDocuments = Type.Array(
  Type.Object(
    {
      document: Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Ключ документа из определения · Key of the document rule',
      }),
      fileId: FileId,
    },
    { additionalProperties: false },
  ),
  { maxItems: 100 },
);

export const StartBody = Type.Object(
  {
    key: DefinitionKey,
    version: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Нет — последняя · Absent: the newest' }),
    ),
    input: AnyObject,
    documents: Type.Optional(OfferedDocuments),
    startElement: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    links: Type.Optional(
      Type.Array(
        Type.Object(
          { kind: Type.String({ pattern: '^[\\p{L}_][\\p{L}\\p{N}_.-]{0,63}$' }), instanceId: InstanceId },
          { additionalProperties: false },
        ),
        { maxItems: 20 },
      ),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        key: 'appeal',
        input: {
          requestNumber: 'AB-123456-7890',
          decisionReceivedOn: '2026-11-10',
          description: 'Не согласны с отказом: пакет был полным.',
        },
        documents: [{ document: 'statement', fileId: exampleFile }],
      },
    ],
  },
);

export const StartedCase = Type.Object(
  {
    instanceId: Type.String(),
    number: Type.String(),
    key: Type.String(),
    version: Type.Integer(),
    seq: Type.Integer(),
    at: Type.String(),
  },
  {
    examples: [
      {
        instanceId: exampleId,
        number: 'AP-000000-0001',
        key: 'appeal',
        version: 1,
        seq: 1,
        at: '2026-11-22T10:00:00.000Z',
      },
    ],
  },
);

export const AppliedEvent = Type.Object(
  {
    instanceId: Type.String(),
    seq: Type.Integer({
      description: 'Номер перехода; у повтора тот же · Number of the transition; the same for a repeat',
    }),
    at: Type.String(),
  },
  { examples: [{ instanceId: exampleId, seq: 7, at: '2026-11-22T10:05:00.000Z' }] },
);

const Status = Type.Object({
  code: Type.String(),
  title: Text,
  canonical: Type.String(),
  at: Type.Optional(Type.String()),
  reason: Type.Optional(Text),
});

const aSummary = {
  id: exampleId,
  number: 'AP-000000-0001',
  key: 'appeal',
  version: 1,
  engineStatus: 'running',
  status: {
    code: 'received',
    title: { ru: 'Поступила', en: 'Received' },
    canonical: 'RECEIVED',
    at: '2026-11-22T10:00:00.000Z',
  },
  dueAt: '2026-12-22T20:59:59.999Z',
  overdue: false,
  startedAt: '2026-11-22T10:00:00.000Z',
  seq: 1,
};

export const CaseSummary = Type.Object(
  {
    id: Type.String(),
    number: Type.Optional(Type.String()),
    key: Type.String(),
    version: Type.Integer(),
    engineStatus: Type.Enum(['running', 'suspended', 'completed', 'cancelled', 'failed']),
    status: Type.Optional(Status),
    dueAt: Type.Optional(Type.String()),
    overdue: Type.Boolean(),
    startedAt: Type.Optional(Type.String()),
    updatedAt: Type.Optional(Type.String()),
    endedAt: Type.Optional(Type.String()),
    parentId: Type.Optional(Type.String()),
    seq: Type.Integer(),
  },
  { examples: [aSummary] },
);

export const Case = Type.Object(
  {
    ...CaseSummary.properties,
    title: Text,
    clock: Type.String({
      description: 'Который час в деле: опережает настоящее время, если его двигали · The time in the case',
    }),
    data: Type.Optional(AnyObject),
    output: Type.Optional(AnyObject),
    deadlines: Type.Array(
      Type.Object({
        id: Type.String(),
        title: Text,
        state: Type.String(),
        dueAt: Type.Optional(Type.String()),
        elementId: Type.Optional(Type.String()),
      }),
    ),
    userTasks: Type.Array(
      Type.Object({
        id: Type.String(),
        elementId: Type.String(),
        title: Text,
        performer: Type.Enum(['official', 'applicant']),
        openedAt: Type.String(),
        dueAt: Type.Optional(Type.String()),
      }),
    ),
    incidents: Type.Array(
      Type.Object({
        id: Type.String(),
        code: Type.String(),
        message: Type.String(),
        raisedAt: Type.String(),
        elementId: Type.Optional(Type.String()),
      }),
    ),
    documents: Type.Array(
      Type.Object({
        document: Type.String(),
        fileId: Type.String(),
        name: Type.String(),
        mediaType: Type.String(),
        bytes: Type.Integer(),
        sha256: Type.String(),
        attachedAt: Type.String(),
      }),
    ),
    links: Type.Array(
      Type.Object({ kind: Type.String(), instanceId: Type.String(), direction: Type.Enum(['to', 'from']) }),
    ),
    timeline: Type.Array(
      Type.Object({
        seq: Type.Integer(),
        at: Type.String(),
        type: Type.String(),
        actor: Type.Object({ kind: Type.String(), id: Type.String() }),
        elementId: Type.Optional(Type.String()),
        text: Text,
        reason: Type.Optional(Text),
      }),
    ),
  },
  {
    examples: [
      {
        ...aSummary,
        title: { ru: 'Обжалование решения', en: 'Appeal against a decision' },
        clock: '2026-11-22T10:00:01.000Z',
        deadlines: [],
        userTasks: [],
        incidents: [],
        documents: [],
        links: [],
        timeline: [
          {
            seq: 1,
            at: '2026-11-22T10:00:00.000Z',
            type: 'instance.started',
            actor: { kind: 'person', id: 'clerk-1' },
            text: { ru: 'Дело открыто: № AP-000000-0001', en: 'Case opened: № AP-000000-0001' },
          },
        ],
      },
    ],
  },
);

export const JournalLine = Type.Object(
  {
    seq: Type.Integer(),
    eventId: Type.String(),
    type: Type.String(),
    at: Type.String(),
    actor: Type.Object({ kind: Type.String(), id: Type.String() }),
    header: AnyObject,
    hash: Type.String(),
    previousHash: Type.String(),
  },
  {
    examples: [
      {
        seq: 1,
        eventId: '6f1b1d0e-5c59-5d9a-8f0e-1c7d0b3a2f11',
        type: 'instance.start',
        at: '2026-11-22T10:00:00.000Z',
        actor: { kind: 'person', id: 'clerk-1' },
        header: {},
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        previousHash: '0000000000000000000000000000000000000000000000000000000000000000',
      },
    ],
  },
);

export const Reason = Type.String({ minLength: 1, maxLength: 4_000, examples: ['Заявитель отозвал обращение'] });

export const MessageBody = Type.Object(
  {
    message: Type.String({ minLength: 1, maxLength: 100 }),
    correlationKey: Type.Optional(Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean()])),
    payload: Type.Optional(AnyObject),
  },
  {
    additionalProperties: false,
    examples: [{ message: 'appeal.withdraw', correlationKey: 'AP-000000-0001', payload: { reason: 'Вопрос решён' } }],
  },
);

export const FastForwardBody = Type.Union(
  [
    Type.Object({ to: Instant }, { additionalProperties: false, title: 'До момента · To an instant' }),
    Type.Object(
      {
        by: Type.String({
          pattern: '^P(?!$)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$',
          maxLength: 40,
        }),
      },
      { additionalProperties: false, title: 'На сколько · By how much' },
    ),
  ],
  { examples: [{ by: 'P10D' }] },
);
