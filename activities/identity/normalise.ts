/** Letters that look alike in both scripts: a name typed on the wrong keyboard is still that name. */
const lookAlikes: { [latin: string]: string } = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
};

/** Long forms before the shorter ones they contain. */
const legalForms: [long: string, short: string][] = [
  ['ПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО', 'ПАО'],
  ['НЕПУБЛИЧНОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО', 'АО'],
  ['ОТКРЫТОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО', 'ОАО'],
  ['ЗАКРЫТОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО', 'ЗАО'],
  ['АКЦИОНЕРНОЕ ОБЩЕСТВО', 'АО'],
  ['ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ', 'ООО'],
  ['АВТОНОМНАЯ НЕКОММЕРЧЕСКАЯ ОРГАНИЗАЦИЯ', 'АНО'],
  ['ФЕДЕРАЛЬНОЕ ГОСУДАРСТВЕННОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ', 'ФГУП'],
  ['ГОСУДАРСТВЕННОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ', 'ГУП'],
  ['МУНИЦИПАЛЬНОЕ УНИТАРНОЕ ПРЕДПРИЯТИЕ', 'МУП'],
  ['ПРОИЗВОДСТВЕННЫЙ КООПЕРАТИВ', 'ПК'],
];

/** Capital letters, one space, no quotes, Ё as Е, one script. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('Ё', 'Е')
    .replace(/[ABCEHKMOPTXY]/g, (letter) => lookAlikes[letter] ?? letter)
    .replace(/[«»"“”„'‘’`]/g, ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Two spellings of one company name give the same key: «Ромашка», ООО and ООО "РОМАШКА". */
export function companyNameKey(name: string): string {
  let key = plain(name).replaceAll(',', ' ');
  for (const [long, short] of legalForms) key = key.replaceAll(long, short);
  const forms = new Set(legalForms.map(([, short]) => short));
  const words = key.split(' ').filter((word) => word !== '');
  // The legal form may stand before or behind the name.
  return [...words.filter((word) => forms.has(word)), ...words.filter((word) => !forms.has(word))].join(' ');
}

/** Surname, name and patronymic in any order. Initials are not a full name. */
export function personNameKey(name: string): string {
  return plain(name).split(' ').sort().join(' ');
}
