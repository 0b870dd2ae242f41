import type { RejectedError } from '../../runtime.ts';
import { type ProblemCode, type ProblemKind, problemCodes } from './codes.ts';
import { deadlineKind, engineCodes, faultWords, formKind } from './engine-codes.ts';
import { ApiProblem } from './problem.ts';

/** A refusal of the engine keeps its code and pointer; the status says whose turn it is. */
export function rejectionProblem(
  rejection: Pick<RejectedError, 'code' | 'pointer' | 'message' | 'details' | 'ru'>,
): ApiProblem {
  const { code, pointer, message, details, ru } = rejection;
  const faults = details.length > 0 ? details : [{ code, pointer, message }];
  const words = (fault: { code: string; message: string }) =>
    ru !== undefined && fault.code === code ? { ru, en: fault.message } : faultWords(fault.code, fault.message);
  return new ApiProblem(code, kindOf(code), {
    pointer: inRequest(pointer),
    detail: words({ code, message }),
    errors: faults.map((fault) => ({
      ...fault,
      pointer: inRequest(fault.pointer),
      message: words(fault),
    })),
  });
}

function kindOf(code: string): ProblemKind {
  if (Object.hasOwn(engineCodes, code)) return engineCodes[code as keyof typeof engineCodes];
  if (Object.hasOwn(problemCodes, code)) return problemCodes[code as ProblemCode];
  if (code.startsWith('form.')) return formKind;
  if (code.startsWith('deadline.')) return deadlineKind(code);
  // A rule of the procedure that came later than this list: the code says what, the words can only be general.
  return { status: 422, ru: 'Процедура этого не допускает', en: 'The procedure does not allow this' };
}

/** The engine points into the event; what of it came in the address is pointed at there. */
function inRequest(pointer: string): string {
  return pointer === '/userTaskId' || pointer === '/incidentId' || pointer === '/ledgerId'
    ? `/path${pointer}`
    : pointer;
}
