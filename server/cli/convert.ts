import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { defineCommand } from 'citty';
import { exportBpmn } from '../../definitions/interchange/bpmn/index.ts';
import type { ProcessDefinition } from '../../definitions/schema/definition.ts';
import { checkDefinition, publishable } from '../../definitions/validation/index.ts';
import { readDefinitionFile } from './definition-file.ts';

export const command = defineCommand({
  meta: {
    name: 'convert',
    description:
      'BPMN 2.0 XML в определение и обратно / BPMN 2.0 XML to a definition and back, by the ending of the file',
  },
  args: {
    file: { type: 'positional', required: true, description: 'FILE.bpmn or FILE.json' },
    out: { type: 'string', description: 'Куда записать / where to write; absent: standard output' },
  },
  async run({ args }) {
    const { definitions, problems } = await readDefinitionFile(args.file);
    for (const { code, pointer, message } of problems) process.stderr.write(`${code} ${pointer} ${message.ru}\n`);
    if (definitions.length === 0) {
      process.exitCode = 1;
      return;
    }
    const text = extname(args.file) === '.json' ? await toBpmn(definitions) : toJson(definitions);
    if (args.out === undefined) process.stdout.write(text);
    else await writeFile(args.out, text);
  },
});

async function toBpmn(definitions: unknown[]): Promise<string> {
  for (const definition of definitions) {
    const issues = checkDefinition(definition);
    if (!publishable(issues))
      throw new Error(issues.map(({ code, pointer, message }) => `${code} ${pointer} ${message.ru}`).join('\n'));
  }
  return exportBpmn(definitions as ProcessDefinition[]);
}

/** A file with several processes gives a list. */
function toJson(definitions: unknown[]): string {
  return `${JSON.stringify(definitions.length === 1 ? definitions[0] : definitions, null, 2)}\n`;
}
