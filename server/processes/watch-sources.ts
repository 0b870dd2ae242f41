import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

const folders = ['definitions', 'workflows', 'activities', 'server'];
const settled = 300;

/** Calls back once after a burst of changes, with one of the changed files. */
export function watchSources(project: string, onChange: (file: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers: FSWatcher[] = folders.map((folder) =>
    watch(join(project, folder), { recursive: true }, (_kind, name) => {
      if (name === null || !/\.(ts|json|liquid|sql)$/.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChange(join(folder, name)), settled);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
