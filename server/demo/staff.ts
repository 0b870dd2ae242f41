import type { Role } from '../auth/roles.ts';

type Text = { ru: string; en: string };

/** Groups that the shipped procedures name as candidates. */
export const demoGroups: { id: string; title: Text }[] = [
  { id: 'operators', title: { ru: 'Отдел приёма обращений', en: 'Reception' } },
  { id: 'appeal-experts', title: { ru: 'Отдел досудебного обжалования', en: 'Appeals' } },
  { id: 'senior-specialists', title: { ru: 'Старшие специалисты', en: 'Senior specialists' } },
  { id: 'heads', title: { ru: 'Руководители', en: 'Heads' } },
  { id: 'service-heads', title: { ru: 'Руководство службы', en: 'Heads of the service' } },
  { id: 'quality-control', title: { ru: 'Отдел контроля качества', en: 'Quality control' } },
  { id: 'quality-heads', title: { ru: 'Руководители контроля качества', en: 'Heads of quality control' } },
  { id: 'higher-authority', title: { ru: 'Вышестоящий орган контроля', en: 'Higher authority' } },
  { id: 'authority-heads', title: { ru: 'Руководители вышестоящего органа', en: 'Heads of the higher authority' } },
];

export interface DemoPerson {
  key: string;
  name: string;
  position: string;
  roles: Role[];
  groups: string[];
}

export const demoStaff = [
  { key: 'operator-1', name: 'Агеева Вера Львовна', position: 'Оператор', roles: ['official'], groups: ['operators'] },
  { key: 'operator-2', name: 'Носов Глеб Игоревич', position: 'Оператор', roles: ['official'], groups: ['operators'] },
  {
    key: 'expert-1',
    name: 'Журавлёв Никита Павлович',
    position: 'Специалист',
    roles: ['official'],
    groups: ['appeal-experts'],
  },
  {
    key: 'expert-2',
    name: 'Орлова Дарья Викторовна',
    position: 'Специалист',
    roles: ['official'],
    groups: ['appeal-experts'],
  },
  {
    key: 'senior-1',
    name: 'Тихонов Борис Олегович',
    position: 'Старший специалист',
    roles: ['senior'],
    groups: ['senior-specialists'],
  },
  {
    key: 'head-1',
    name: 'Соколова Мария Егоровна',
    position: 'Руководитель отдела',
    roles: ['head'],
    groups: ['heads', 'service-heads'],
  },
  {
    key: 'quality-1',
    name: 'Рябов Лев Дмитриевич',
    position: 'Специалист контроля качества',
    roles: ['official'],
    groups: ['quality-control'],
  },
  {
    key: 'quality-head-1',
    name: 'Фомина Ирина Борисовна',
    position: 'Руководитель контроля качества',
    roles: ['head'],
    groups: ['quality-heads'],
  },
  {
    key: 'authority-1',
    name: 'Уваров Кирилл Николаевич',
    position: 'Инспектор',
    roles: ['official'],
    groups: ['higher-authority'],
  },
  {
    key: 'authority-head-1',
    name: 'Лебедева Ксения Михайловна',
    position: 'Заместитель руководителя',
    roles: ['head'],
    groups: ['authority-heads'],
  },
] as const satisfies readonly DemoPerson[];

export const demoApplicants = [
  { key: 'applicant-1', name: 'Зимина Анна Павловна', position: 'Главный бухгалтер', roles: ['applicant'], groups: [] },
  { key: 'applicant-2', name: 'Карпов Олег Алексеевич', position: 'Юрист', roles: ['applicant'], groups: [] },
  { key: 'applicant-3', name: 'Белова Галина Фёдоровна', position: 'Директор', roles: ['applicant'], groups: [] },
] as const satisfies readonly DemoPerson[];

export type StaffKey = (typeof demoStaff)[number]['key'];
export type ApplicantKey = (typeof demoApplicants)[number]['key'];
