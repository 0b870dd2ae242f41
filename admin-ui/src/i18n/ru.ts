import { signIn } from './ru-sign-in.ts';
import { diagram, element } from './ru-diagram.ts';
import { forms, rjsf } from './ru-forms.ts';
import { audit, cases, caseWords, due, incidents, lists, tasks, work } from './ru-work.ts';

/** Russian words of the screens, grouped by page. */
export const ru = {
  app: {
    name: 'Регламент',
    language: 'Язык',
    russian: 'Русский',
    english: 'English',
    skip: 'К содержанию',
    loading: 'Загрузка',
    offline: 'Сервер недоступен. Проверьте связь и повторите.',
    fault: 'Что-то сломалось у нас. Повторите через минуту.',
    retry: 'Повторить',
    notFound: 'Такой страницы нет',
    signOut: 'Выйти',
  },
  nav: {
    label: 'Разделы',
    open: 'Разделы',
    tasks: 'Задания',
    cases: 'Дела',
    incidents: 'Инциденты',
    audit: 'Аудит',
  },
  idle: {
    title: 'Сеанс скоро закончится',
    text: 'Вы давно ничего не делали. Осталось секунд: {{count}}. Черновики уже сохранены.',
    stay: 'Продолжить работу',
  },
  signIn,
  form: forms,
  rjsf,
  diagram,
  element,
  lists,
  due,
  tasks,
  work,
  case: caseWords,
  cases,
  incidents,
  audit,
};
