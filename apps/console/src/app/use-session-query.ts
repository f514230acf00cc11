import { useQuery } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { client, queryClient, SESSION_KEY } from '../shared/api.ts';

/** The session, or null when nobody is signed in. */
export function useSessionQuery() {
  return useQuery({ queryKey: SESSION_KEY, queryFn: readSession, staleTime: Number.POSITIVE_INFINITY });
}

async function readSession(): Promise<Session | null> {
  try {
    return await client.identity.getSession();
  } catch (error) {
    if (error instanceof ProblemError && (error.status === 401 || error.code === 'identity.no_access')) return null;
    throw error;
  }
}

export function enterSession(session: Session): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
  queryClient.setQueryData(SESSION_KEY, session);
}

export async function leaveSession(): Promise<void> {
  await client.identity.signOut();
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
  queryClient.setQueryData(SESSION_KEY, null);
}
