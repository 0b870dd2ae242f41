import type { LetterTemplate } from './letter.ts';
import appealBreached from './templates/appeal.breached.json' with { type: 'json' };
import appealDueSoon from './templates/appeal.dueSoon.json' with { type: 'json' };
import appealOverdue from './templates/appeal.overdue.json' with { type: 'json' };
import appealReceipt from './templates/appeal.receipt.json' with { type: 'json' };
import appealRequest from './templates/appeal.request.json' with { type: 'json' };
import appealRequestReminder from './templates/appeal.requestReminder.json' with { type: 'json' };
import appealResult from './templates/appeal.result.json' with { type: 'json' };
import escalationDueSoon from './templates/escalation.dueSoon.json' with { type: 'json' };
import escalationOverdue from './templates/escalation.overdue.json' with { type: 'json' };
import escalationReceipt from './templates/escalation.receipt.json' with { type: 'json' };
import escalationRequest from './templates/escalation.request.json' with { type: 'json' };
import escalationRequestReminder from './templates/escalation.requestReminder.json' with { type: 'json' };
import escalationResult from './templates/escalation.result.json' with { type: 'json' };

/** The letters that are shipped. A service task may bring its own in `settings.letter` instead. */
export const letterTemplates: readonly LetterTemplate[] = [
  appealBreached,
  appealDueSoon,
  appealOverdue,
  appealReceipt,
  appealRequest,
  appealRequestReminder,
  appealResult,
  escalationDueSoon,
  escalationOverdue,
  escalationReceipt,
  escalationRequest,
  escalationRequestReminder,
  escalationResult,
];
