/** at least 12 characters, upper and lower case, a digit, a special character; changed every 90 days. */
export const passwordRules = { minLength: 12, maxLength: 128, maxAgeDays: 90 } as const;

export type PasswordProblem = 'length' | 'lowerCase' | 'upperCase' | 'digit' | 'special' | 'personal';

/** What is wrong with a new password; `personal` are words a guesser tries first (name, e-mail). */
export function passwordProblems(password: string, personal: readonly string[] = []): PasswordProblem[] {
  const problems: PasswordProblem[] = [];
  const length = [...password].length;
  if (length < passwordRules.minLength || length > passwordRules.maxLength) problems.push('length');
  if (!/\p{Ll}/u.test(password)) problems.push('lowerCase');
  if (!/\p{Lu}/u.test(password)) problems.push('upperCase');
  if (!/\p{Nd}/u.test(password)) problems.push('digit');
  if (!/[^\p{L}\p{Nd}\s]/u.test(password)) problems.push('special');
  const lower = password.toLowerCase();
  const guessable = personal
    .flatMap((words) => words.toLowerCase().split(/[\s@.]+/))
    .filter((word) => word.length >= 4);
  if (guessable.some((word) => lower.includes(word))) problems.push('personal');
  return problems;
}

export function passwordIsStale(changedAt: Date, now: Date): boolean {
  return now.getTime() - changedAt.getTime() > passwordRules.maxAgeDays * 86_400_000;
}
