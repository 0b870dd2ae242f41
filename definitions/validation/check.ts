import type { IssueCode } from './codes.ts';
import type { CheckContext } from './context.ts';
import type { Details } from './issue.ts';
import type { Outline } from './outline.ts';

/** Reports one problem. The element is told from the pointer. */
export type Report = (code: IssueCode, pointer: string, details?: Details) => void;

/** One idea of what can be wrong. A check assumes the right shape, and nothing that another check looks after. */
export type Check = (outline: Outline, report: Report, context: CheckContext) => void;
