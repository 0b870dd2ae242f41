import type { ApplicantKey, StaffKey } from './staff.ts';

/** One thing that happens to a demo case. Each is done once, however often the demo is loaded. */
export type DemoStep =
  | {
      do: 'complete';
      element: string;
      by: StaffKey | ApplicantKey;
      outcome?: string;
      reason?: string;
      form?: { [name: string]: unknown };
      documents?: string[];
    }
  /** Waits until the user task is open, so that effects under way have come to an end. */
  | { do: 'await'; element: string }
  /** Moves the clock of the case to so many days after its start. */
  | { do: 'forward'; days: number }
  | { do: 'message'; message: string; by: StaffKey; payload: { [name: string]: unknown } };

export interface DemoCase {
  id: string;
  procedure: 'appeal' | 'escalation';
  applicant: ApplicantKey;
  /** Which of the demo companies files it. */
  company: number;
  input: { [name: string]: unknown };
  /** Replaces what the applicant says of the company, to differ from the register. */
  claim?: { head?: string; name?: string };
  documents: string[];
  /** Id of the case it is linked to. */
  against?: string;
  steps: DemoStep[];
}

const arguments_ = [
  'В приёме отчётности отказано без указания причины',
  'Отказ в продлении лицензии не основан на законе',
  'Заявление об изменении адреса возвращено по ошибке',
  'Госпошлина зачтена не тому плательщику',
  'Ответ на запрос о задолженности неполон',
  'Доступ к личному кабинету ограничен без предупреждения',
];
const applicants: ApplicantKey[] = ['applicant-1', 'applicant-2', 'applicant-3'];

const confirm: DemoStep = {
  do: 'complete',
  element: 'confirmReceipt',
  by: 'operator-1',
  form: {
    responsible: 'Журавлёв Никита Павлович',
    responsibleContact: 'appeals@reglament.example',
    decisionMakers: [],
  },
};
const complete: DemoStep = { do: 'complete', element: 'checkCompleteness', by: 'operator-2', outcome: 'complete' };
const ask: DemoStep = {
  do: 'complete',
  element: 'checkCompleteness',
  by: 'operator-2',
  outcome: 'incomplete',
  form: { missing: ['evidence'], question: 'Приложите переписку с оператором' },
};
const conclude = (proposal: string): DemoStep => ({
  do: 'complete',
  element: 'expertReview',
  by: 'expert-1',
  outcome: 'conclude',
  form: { proposal, conclusion: 'Доводы и материалы изучены' },
});
const decide = (outcome: string, reason: string): DemoStep => ({
  do: 'complete',
  element: 'decide',
  by: 'head-1',
  outcome,
  reason,
});
const issue = (number: string): DemoStep => ({
  do: 'complete',
  element: 'issueDecision',
  by: 'expert-2',
  form: { decisionNumber: number, issuedOn: '2026-05-15' },
  documents: ['appealDecision'],
});
const forward = (days: number): DemoStep => ({ do: 'forward', days });
const settled = (element: string): DemoStep => ({ do: 'await', element });

const toReview = [confirm, complete];

/** How many appeals stand where, and how they got there. */
const appeals: [state: string, count: number, steps: DemoStep[], rest?: Partial<DemoCase>][] = [
  ['received', 4, []],
  ['checking', 4, [confirm, settled('checkCompleteness')]],
  ['mismatch', 3, [confirm, settled('clarifyApplicant')], { claim: { head: 'Неверный Пётр Петрович' } }],
  ['waiting', 4, [confirm, ask, settled('supplement')], { documents: ['decisionCopy', 'statement'] }],
  [
    'unanswered',
    1,
    [confirm, ask, settled('supplement'), forward(12), settled('decideOnMissing')],
    { documents: ['statement'] },
  ],
  ['review', 4, [...toReview, settled('expertReview')]],
  ['near', 2, [...toReview, settled('expertReview'), forward(26)]],
  ['overdue', 2, [...toReview, settled('expertReview'), forward(35), settled('takeOver')]],
  ['deciding', 2, [...toReview, conclude('amend'), settled('decide')]],
  [
    'issuing',
    1,
    [...toReview, conclude('annul'), decide('annul', 'В отказе не названа причина'), settled('issueDecision')],
  ],
  [
    'annulled',
    2,
    [...toReview, forward(6), conclude('annul'), decide('annul', 'В отказе не названа причина'), issue('21-Ж')],
  ],
  [
    'amended',
    2,
    [...toReview, forward(9), conclude('amend'), decide('amend', 'Один из доводов обоснован'), issue('22-Ж')],
  ],
  [
    'upheld',
    4,
    [...toReview, forward(14), conclude('uphold'), decide('uphold', 'Решение законно и обоснованно'), issue('23-Ж')],
  ],
  [
    'left',
    1,
    [
      confirm,
      {
        do: 'complete',
        element: 'clarifyApplicant',
        by: 'operator-2',
        outcome: 'leave',
        reason: 'Полномочия не подтверждены',
      },
      {
        do: 'complete',
        element: 'decideAdmission',
        by: 'head-1',
        outcome: 'leave',
        reason: 'Полномочия не подтверждены',
      },
    ],
    { claim: { name: 'ООО «Другая организация»' } },
  ],
  [
    'forwarded',
    1,
    [
      confirm,
      {
        do: 'complete',
        element: 'checkCompleteness',
        by: 'operator-2',
        outcome: 'forward',
        reason: 'Решение принял лицензирующий орган',
        form: { body: 'Лицензирующий орган' },
      },
      {
        do: 'complete',
        element: 'decideAdmission',
        by: 'head-1',
        outcome: 'forward',
        reason: 'Решение принял лицензирующий орган',
      },
    ],
  ],
  [
    'withdrawn',
    1,
    [
      ...toReview,
      settled('expertReview'),
      { do: 'message', message: 'appeal.withdraw', by: 'operator-1', payload: { reason: 'Вопрос решён без жалобы' } },
    ],
  ],
];

const confirmEscalation: DemoStep = {
  do: 'complete',
  element: 'confirmReceipt',
  by: 'quality-1',
  form: { responsible: 'Рябов Лев Дмитриевич', responsibleContact: 'quality@reglament.example', firstOfficials: [] },
};
const packageComplete: DemoStep = { do: 'complete', element: 'checkPackage', by: 'quality-1', outcome: 'complete' };

const escalations: [state: string, steps: DemoStep[]][] = [
  ['received', []],
  ['review', [confirmEscalation, packageComplete, settled('reviewByAuthority')]],
  [
    'annulled',
    [
      confirmEscalation,
      packageComplete,
      {
        do: 'complete',
        element: 'reviewByAuthority',
        by: 'authority-1',
        form: { proposal: 'annul', conclusion: 'Довод заявителя не разобран' },
      },
      {
        do: 'complete',
        element: 'decideByAuthority',
        by: 'authority-head-1',
        outcome: 'annul',
        reason: 'Довод заявителя не разобран',
      },
      {
        do: 'complete',
        element: 'issueDecision',
        by: 'authority-1',
        form: { decisionNumber: '4-В', issuedOn: '2026-06-04' },
        documents: ['officialDecision'],
      },
    ],
  ],
];

/** A few dozen cases in every state, the same each time. */
export function demoCases(): DemoCase[] {
  const cases: DemoCase[] = [];
  for (const [state, count, steps, rest] of appeals) {
    for (let nth = 1; nth <= count; nth++) {
      const place = cases.length;
      cases.push({
        id: `appeal-${state}-${nth}`,
        procedure: 'appeal',
        applicant: applicants[place % applicants.length] as ApplicantKey,
        company: place,
        input: {
          requestNumber: `AB-${100_000 + place}-2026`,
          decisionReceivedOn: '2026-04-20',
          description: arguments_[place % arguments_.length],
        },
        documents: ['decisionCopy', 'statement', 'evidence'],
        steps,
        ...rest,
      });
    }
  }
  for (const [index, [state, steps]] of escalations.entries()) {
    const first = cases.find(({ id }) => id === `appeal-upheld-${index + 1}`) as DemoCase;
    cases.push({
      id: `escalation-${state}`,
      procedure: 'escalation',
      applicant: first.applicant,
      company: first.company,
      input: {
        ground: 'appealDissatisfied',
        firstNumber: 'AP-1',
        firstDate: '2026-04-24',
        firstDecisionNumber: '23-Ж',
        description: 'Второй довод жалобы остался без ответа',
      },
      documents: ['request'],
      against: first.id,
      steps,
    });
  }
  return cases;
}
