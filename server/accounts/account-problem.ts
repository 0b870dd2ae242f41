/** One kind of refusal: HTTP status and what a person is told, Russian first. */
interface Kind {
  status: number;
  ru: string;
  en: string;
}

/** Why an account can't do what was asked. Codes are durable; docs/errors.md lists them. */
export const accountProblems = {
  'signIn.failed': {
    status: 401,
    ru: 'Почта или пароль не подходят. После пяти ошибок подряд вход закрывается, откроет его администратор',
    en: 'Wrong e-mail or password. After five failures in a row the account locks; an administrator opens it',
  },
  'signIn.locked': {
    status: 403,
    ru: 'Вход закрыт после нескольких ошибок подряд. Обратитесь к администратору: он проверит личность и выдаст временный пароль',
    en: 'The account is locked after several failures. Ask an administrator: after an identity check you get a temporary password',
  },
  'signIn.expired': {
    status: 401,
    ru: 'Время на ввод кода вышло: начните вход с пароля',
    en: 'The time for the code is over: start again with the password',
  },
  'signIn.code': { status: 401, ru: 'Код не подошёл', en: 'The code is wrong' },
  'signIn.codeUsed': {
    status: 401,
    ru: 'Этот код уже использован: дождитесь следующего',
    en: 'This code was used already: wait for the next one',
  },
  'signIn.tooManyCodes': {
    status: 429,
    ru: 'Слишком много неверных кодов: подождите четверть часа',
    en: 'Too many wrong codes: wait a quarter of an hour',
  },
  'password.weak': { status: 422, ru: 'Пароль слишком прост', en: 'The password is too weak' },
  'password.wrong': { status: 403, ru: 'Текущий пароль не подошёл', en: 'The current password is wrong' },
  'password.same': { status: 422, ru: 'Новый пароль совпадает с прежним', en: 'The new password equals the old one' },
  'person.emailTaken': {
    status: 409,
    ru: 'Учётная запись с этой почтой уже есть',
    en: 'An account with this e-mail exists already',
  },
  'person.unknown': { status: 404, ru: 'Такого человека нет', en: 'There is no such person' },
  'person.changed': {
    status: 412,
    ru: 'Запись успел изменить другой: прочитайте её заново',
    en: 'Somebody changed the record in between: read it again',
  },
  'group.unknown': {
    status: 422,
    ru: 'Такой группы или подразделения нет',
    en: 'There is no such group or department',
  },
  'group.taken': { status: 409, ru: 'Такой идентификатор уже занят', en: 'This id is taken already' },
} as const satisfies { [code: string]: Kind };

export type AccountProblemCode = keyof typeof accountProblems;

export class AccountProblem extends Error {
  readonly code: AccountProblemCode;
  /** For `password.weak`: what is missing. */
  readonly details: readonly string[];
  constructor(code: AccountProblemCode, details: readonly string[] = []) {
    super(code);
    this.name = 'AccountProblem';
    this.code = code;
    this.details = details;
  }
}
