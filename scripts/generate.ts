import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { clientFiles } from './generate/client.ts';
import { generatedFiles } from './generate/files.ts';

/** Writes everything that is generated from the schema, the code lists and the API. Tests compare the files with these texts. */
const root = resolve(import.meta.dirname, '..');
for (const [path, text] of Object.entries({ ...(await generatedFiles()), ...(await clientFiles()) })) {
  mkdirSync(dirname(resolve(root, path)), { recursive: true });
  writeFileSync(resolve(root, path), text);
  console.log(`${path}: ${text.length} characters`);
}
