import { type FormEvent, useState } from 'react';
import { Problem } from '../api/problem.ts';

/** One submission at a time; a refusal is shown, anything else is left to the error page. */
export function useSubmit(work: () => Promise<void>) {
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, submit };
}
