import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/session.tsx';
import { say } from '../i18n/index.ts';
import type { Answer } from './answers.ts';
import { call } from './http.ts';

const rarely = 5 * 60_000;

/** Ids are opaque: names are looked up. An id not found is shown as it is. */
export function useNames(): (actor: { kind?: string; id: string }) => string {
  const { t } = useTranslation();
  const { me } = useSession();
  const { data } = useQuery({
    queryKey: ['people', 'names'],
    queryFn: () => call<Answer<'listPeople'>>('GET', '/api/v1/people', { query: { limit: 200 } }),
    staleTime: rarely,
  });
  return ({ kind, id }) => {
    if (id === me?.id) return `${me.name} (${t('lists.you')})`;
    const person = data?.items.find((one) => one.id === id);
    if (person) return person.name;
    return kind && kind !== 'person' ? t(`lists.actor.${kind}`, { defaultValue: id }) : id;
  };
}

/** Titles of groups by their ids. */
export function useGroupTitles(): (id: string) => string {
  const { data } = useQuery({
    queryKey: ['groups'],
    queryFn: () => call<Answer<'listGroups'>>('GET', '/api/v1/groups'),
    staleTime: rarely,
  });
  return (id) => {
    const group = data?.items.find((one) => one.id === id);
    return group ? say(group.title) : id;
  };
}
