import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { deadlinePages } from './pages.ts';

const root = resolve(import.meta.dirname, '..', '..');
for (const [path, text] of Object.entries(deadlinePages())) {
  mkdirSync(dirname(resolve(root, path)), { recursive: true });
  writeFileSync(resolve(root, path), text);
}
