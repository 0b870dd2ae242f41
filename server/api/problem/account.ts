import { AccountProblem, accountProblems } from '../../accounts/account-problem.ts';
import { ApiProblem } from './problem.ts';

const weaknesses: { readonly [what: string]: { ru: string; en: string } } = {
  length: { ru: 'Нужно от 12 до 128 знаков', en: 'From 12 to 128 characters' },
  lowerCase: { ru: 'Нужна строчная буква', en: 'A lower-case letter is needed' },
  upperCase: { ru: 'Нужна прописная буква', en: 'An upper-case letter is needed' },
  digit: { ru: 'Нужна цифра', en: 'A digit is needed' },
  special: { ru: 'Нужен особый знак, например - ! № %', en: 'A special character is needed, for example - ! %' },
  personal: { ru: 'Не используйте имя и почту', en: 'Leave out your name and e-mail' },
};

/** A refusal of the accounts in the API's shape; anything else is passed on as it is. */
export function asAccountRefusal(error: unknown, pointer = ''): unknown {
  if (!(error instanceof AccountProblem)) return error;
  return new ApiProblem(error.code, accountProblems[error.code], {
    pointer,
    errors: error.details.map((detail) => ({
      code: `password.${detail}`,
      pointer: '/next',
      message: weaknesses[detail] ?? detail,
    })),
  });
}

/** Awaits `work` and turns a refusal of the accounts into the API's. */
export async function refusing<T>(work: Promise<T>, pointer = ''): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asAccountRefusal(error, pointer);
  }
}
