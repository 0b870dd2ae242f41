import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedFiles } from '../../../scripts/generate/files.ts';

const root = resolve(import.meta.dirname, '../../..');
const files = await generatedFiles();

describe('generated files', () => {
  test.each(Object.keys(files))('%s is what npm run generate writes today', (path) => {
    expect(readFileSync(resolve(root, path), 'utf8')).toBe(files[path]);
  });
});
