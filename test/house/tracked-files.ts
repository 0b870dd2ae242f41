import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));

/** Folders that git ignores, and git's own. */
const skipped = new Set(['.git', 'node_modules', '.data', 'dist', 'build', 'coverage']);

export interface ProjectFile {
  /** Relative to the project, with forward slashes. */
  path: string;
  text(): string;
}

/** Every file of the project that belongs to it, tracked already or not yet. Works without git. */
export function projectFiles(matches: (path: string) => boolean = () => true): ProjectFile[] {
  const visit = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (skipped.has(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? visit(path) : [path];
    });
  return visit(project)
    .map((path) => ({ path: relative(project, path).split(sep).join('/'), text: () => readFileSync(path, 'utf8') }))
    .filter(({ path }) => matches(path));
}
