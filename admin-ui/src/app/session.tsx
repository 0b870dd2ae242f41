import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { onSignedOut } from '../api/http.ts';
import { Problem } from '../api/problem.ts';
import { type Me, type Role, whoAmI } from '../api/session.ts';

interface Session {
  me: Me | undefined;
  /** Not yet known whether somebody is signed in. */
  loading: boolean;
  /** The server can't be reached or failed. */
  error: unknown;
  refresh: () => Promise<void>;
  has: (...roles: Role[]) => boolean;
}

const SessionContext = createContext<Session | undefined>(undefined);
const key = ['session'];

/** Who is signed in, asked once and again whenever the server says otherwise. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async () => {
      try {
        return await whoAmI();
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 401) return null;
        throw problem;
      }
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(
    () =>
      onSignedOut(() => {
        if (client.getQueryData(key)) client.setQueryData(key, null);
      }),
    [client],
  );
  const session = useMemo<Session>(
    () => ({
      me: data ?? undefined,
      loading: isPending,
      error,
      refresh: async () => {
        await refetch();
      },
      has: (...roles) => roles.some((role) => data?.roles.includes(role) ?? false),
    }),
    [data, isPending, error, refetch],
  );
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs SessionProvider above it');
  return session;
}
