import type { ScenarioProblemCode } from '../../../definitions/simulation/problem.ts';

/** What goes otherwise than a scenario says: [Russian, English]. */
export const simulationWords: { readonly [code in ScenarioProblemCode]: readonly [ru: string, en: string] } = {
  'simulation.scenario.invalid': ['Сценарий записан неверно', 'The scenario is malformed'],
  'simulation.procedure.unknown': ['Такой процедуры нет', 'There is no such procedure'],
  'simulation.start.rejected': ['Дело не начато: начало отвергнуто', 'The case did not start: the start was refused'],
  'simulation.instance.unknown': ['Такого дела в сценарии нет', 'The scenario has no such instance'],
  'simulation.moment.invalid': ['Момент времени записан неверно', 'A moment is malformed'],
  'simulation.clock.past': ['Время не идёт назад', 'Time does not go back'],
  'simulation.endless': ['События не кончаются', 'Events do not come to an end'],
  'simulation.userTask.notOpen': ['Такая задача не открыта', 'No such user task is open'],
  'simulation.service.notOpen': ['Такой вызов сервиса не ждёт ответа', 'No such service call awaits an answer'],
  'simulation.incident.notOpen': ['Такого инцидента нет', 'No such incident is open'],
  'simulation.activity.notActive': ['Такое действие не выполняется', 'No such activity is active'],
  'simulation.step.rejected': ['Шаг отвергнут, хотя должен пройти', 'The step was refused, though it should pass'],
  'simulation.step.notRejected': [
    'Шаг прошёл, хотя должен быть отвергнут',
    'The step passed, though it should be refused',
  ],
  'simulation.step.otherRejection': ['Шаг отвергнут по другой причине', 'The step was refused for another reason'],
  'simulation.expect.status': ['Статус не тот', 'The status differs'],
  'simulation.expect.data': ['Данные не те', 'The data differ'],
  'simulation.expect.journal': ['В журнале нет ожидаемой записи', 'The journal lacks an expected record'],
  'simulation.expect.absent': ['В журнале есть лишняя запись', 'The journal holds a record that should be absent'],
  'simulation.expect.dates': ['Дата не та', 'A date differs'],
  'simulation.expect.userTasks': ['Открыты не те задачи', 'Other user tasks are open'],
  'simulation.expect.incidents': ['Инциденты не те', 'Other incidents are open'],
  'simulation.expect.commands': ['Команды не те', 'Other commands were issued'],
};
