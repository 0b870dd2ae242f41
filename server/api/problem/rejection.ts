import type { RejectedError } from '../../runtime.ts';
import { type ProblemCode, type ProblemKind, problemCodes } from './codes.ts';
import { engineCodes, faultWords, formKind } from './engine-codes.ts';
import { ApiProblem } from './problem.ts';

/** A refusal of the engine keeps its code and pointer; the status says whose turn it is. */
export function rejectionProblem(
  rejection: Pick<RejectedError, 'code' | 'pointer' | 'message' | 'details'>,
): ApiProblem {
  const { code, pointer, message, details } = rejection;
  const faults = details.length > 0 ? details : [{ code, pointer, message }];
  return new ApiProblem(code, kindOf(code), {
    pointer: inRequest(pointer),
    detail: faultWords(code, message),
    errors: faults.map((fault) => ({
      ...fault,
      pointer: inRequest(fault.pointer),
      message: faultWords(fault.code, fault.message),
    })),
  });
}

function kindOf(code: string): ProblemKind {
  if (Object.hasOwn(engineCodes, code)) return engineCodes[code as keyof typeof engineCodes];
  if (Object.hasOwn(problemCodes, code)) return problemCodes[code as ProblemCode];
  if (code.startsWith('form.')) return formKind;
  // A rule of the procedure that came later than this list: the code says what, the words can only be general.
  return { status: 422, ru: 'Процедура этого не допускает', en: 'The procedure does not allow this' };
}

/** The engine points into the event; what of it came in the address is pointed at there. */
function inRequest(pointer: string): string {
  return pointer === '/userTaskId' || pointer === '/incidentId' ? `/path${pointer}` : pointer;
}
