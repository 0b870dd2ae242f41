import { defineCommand } from 'citty';
import { createConnectors } from '../../activities/connectors.ts';
import { shippedCalendars } from '../../definitions/calendar/shipped.ts';
import { type CheckContext, checkDefinition } from '../../definitions/validation/index.ts';
import { type DefinitionFile, definitionFiles, type FileProblem, readDefinitionFile } from './definition-file.ts';

export const command = defineCommand({
  meta: {
    name: 'validate',
    description: 'Проверить определения / check definitions: FILE.json, FILE.bpmn or a folder of them',
  },
  args: {
    file: { type: 'positional', required: true, description: 'FILE or FOLDER' },
    lang: { type: 'string', default: 'ru', description: 'ru, en' },
    json: { type: 'boolean', description: 'Ответ в JSON / the answer as JSON' },
  },
  async run({ args }) {
    const lang = args.lang === 'en' ? 'en' : 'ru';
    const checked: { file: string; problems: FileProblem[] }[] = [];
    for (const path of [args.file, ...args._.slice(1)]) {
      for (const file of await definitionFiles(path)) checked.push(check(await readDefinitionFile(file)));
    }
    if (args.json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
    else for (const each of checked) process.stdout.write(`${written(each, lang)}\n`);
    if (checked.some(({ problems }) => problems.some(({ severity }) => severity === 'error'))) process.exitCode = 1;
  },
});

function check({ file, definitions, problems }: DefinitionFile): { file: string; problems: FileProblem[] } {
  return {
    file,
    problems: [...problems, ...definitions.flatMap((definition) => checkDefinition(definition, shipped()))],
  };
}

/** Connectors and calendars that ship with the product; which procedures are published, only the server knows. */
function shipped(): CheckContext {
  // Descriptions only: nothing is sent or looked up.
  const nothing = () => Promise.reject(new Error('The check calls no connector'));
  const connectors = createConnectors({
    mailer: { from: '', send: nothing },
    register: { find: nothing, put: nothing },
  });
  return {
    connectors: Object.fromEntries(connectors.map((connector) => [connector.key, connector])),
    calendars: Object.fromEntries(
      Object.values(shippedCalendars).map(({ key, schedules = {} }) => [key, Object.keys(schedules)]),
    ),
  };
}

function written({ file, problems }: { file: string; problems: FileProblem[] }, lang: 'ru' | 'en'): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const verdicts = {
    ru: errors === 0 ? 'можно публиковать' : `ошибок: ${errors}`,
    en: errors === 0 ? 'can be published' : `errors: ${errors}`,
  };
  const lines = problems.map(
    ({ code, severity, pointer, message }) =>
      `  ${severity === 'error' ? '✗' : '!'} ${code} ${pointer}\n    ${message[lang]}`,
  );
  return [`${file}: ${verdicts[lang]}`, ...lines].join('\n');
}
