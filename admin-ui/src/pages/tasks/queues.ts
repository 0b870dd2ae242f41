import type { TaskQuery } from '../../api/work.ts';

export interface Queue {
  id: string;
  words: 'available' | 'mine' | 'overdue' | 'all' | 'group';
  group?: string;
  query: TaskQuery;
}

const isGroup = 'group.';

/** The queues of a person; `watches`: sees everybody's user tasks. */
export function queuesOf(groups: readonly string[], watches: boolean): Queue[] {
  return [
    { id: 'available', words: 'available', query: { whose: 'candidate', claimed: false } },
    { id: 'mine', words: 'mine', query: { whose: 'mine' } },
    { id: 'overdue', words: 'overdue', query: { whose: watches ? 'all' : 'candidate', overdue: true } },
    ...groups.map((group) => ({
      id: `${isGroup}${group}`,
      words: 'group' as const,
      group,
      query: { whose: 'candidate' as const, group },
    })),
    ...(watches ? [{ id: 'all', words: 'all' as const, query: { whose: 'all' as const } }] : []),
  ];
}
