import type { Permission, Session } from '@tessera/contract';
import { createContext, useContext } from 'react';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext;

/** Who is signed in. Only below the shell, which asks for a sign-in otherwise. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it');
  return session;
}

/** Whether the person may do something: what they may not, they do not see. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
