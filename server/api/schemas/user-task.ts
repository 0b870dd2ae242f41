import { Type } from 'typebox';
import { OfferedDocuments } from './case.ts';
import { AnyObject, Text } from './common.ts';

export const ClaimInfo = Type.Object({ by: Type.String(), at: Type.String() });

const exampleId = '4f6a2f0e-8f43-4d0e-9c1b-6f0a5c1d2e3f';

const aSummary = {
  id: `${exampleId}.u1`,
  instanceId: exampleId,
  number: 'AP-000000-0001',
  key: 'appeal',
  version: 1,
  elementId: 'confirmReceipt',
  title: { ru: 'Подтвердить получение', en: 'Confirm receipt' },
  procedure: { ru: 'Обжалование решения', en: 'Appeal against a decision' },
  performer: 'official',
  state: 'open',
  priority: 50,
  candidateGroups: ['operators'],
  candidateUsers: [],
  openedAt: '2026-11-22T10:00:00.000Z',
  overdue: false,
};

export const UserTaskSummary = Type.Object(
  {
    id: Type.String(),
    instanceId: Type.String(),
    number: Type.Optional(Type.String()),
    key: Type.String(),
    version: Type.Integer(),
    elementId: Type.String(),
    title: Text,
    procedure: Text,
    performer: Type.Enum(['official', 'applicant']),
    state: Type.Enum(['open', 'completed', 'cancelled']),
    priority: Type.Integer(),
    candidateGroups: Type.Array(Type.String()),
    candidateUsers: Type.Array(Type.String()),
    assignee: Type.Optional(Type.String()),
    openedAt: Type.String(),
    dueAt: Type.Optional(Type.String()),
    overdue: Type.Boolean(),
    claim: Type.Optional(ClaimInfo),
    closedAt: Type.Optional(Type.String()),
    completedBy: Type.Optional(Type.String()),
    outcome: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
  },
  { examples: [aSummary] },
);

export const UserTask = Type.Object(
  {
    ...UserTaskSummary.properties,
    description: Type.Optional(Text),
    form: Type.Optional(Type.Object({ schema: AnyObject, ui: Type.Optional(AnyObject) })),
    outcomes: Type.Array(
      Type.Object({ key: Type.String(), title: Text, requiresReason: Type.Optional(Type.Boolean()) }),
    ),
    documents: Type.Array(
      Type.Object({
        key: Type.String(),
        title: Text,
        description: Type.Optional(Text),
        formats: Type.Array(Type.String()),
        maxBytes: Type.Integer(),
        maxCount: Type.Optional(Type.Integer()),
        required: Type.Optional(Type.Boolean()),
      }),
    ),
  },
  {
    examples: [
      {
        ...aSummary,
        outcomes: [],
        documents: [],
      },
    ],
  },
);

export const CompletionBody = Type.Object(
  {
    outcome: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    reason: Type.Optional(Type.String({ maxLength: 4_000 })),
    form: Type.Optional(AnyObject),
    documents: Type.Optional(OfferedDocuments),
  },
  {
    additionalProperties: false,
    examples: [{ outcome: 'uphold', reason: 'Нарушений при принятии решения нет', form: {} }],
  },
);

export const ClaimedTask = Type.Object(
  { id: Type.String(), claim: ClaimInfo },
  { examples: [{ id: `${exampleId}.u1`, claim: { by: 'clerk-1', at: '2026-11-22T10:01:00.000Z' } }] },
);
