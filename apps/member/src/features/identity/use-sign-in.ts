import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import { useEffect, useState } from 'react';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

export function usePasswordSignIn() {
  const begin = useBeginSession();
  return useMutation({ mutationFn: (input: { userName: string; password: string }) => client.identity.signInWithPassword(input), onSuccess: begin });
}

export function usePhoneSignIn() {
  const begin = useBeginSession();
  return useMutation({ mutationFn: (input: { phone: string; code: string }) => client.identity.signInWithPhone(input), onSuccess: begin });
}

export function useSendCode() {
  return useMutation({ mutationFn: (phone: string) => client.identity.sendPhoneCode({ phone }) });
}

/** What another person read on this phone is forgotten before the new session begins. */
function useBeginSession() {
  const queries = useQueryClient();
  return (session: Session) => {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
    queries.setQueryData(keys.session, session);
  };
}

/** Seconds left until a code may be sent again. */
export function useResendWait(): { secondsLeft: number; start: (seconds: number) => void } {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [until]);
  const start = (seconds: number) => {
    setNow(Date.now());
    setUntil(Date.now() + seconds * 1000);
  };
  return { secondsLeft: Math.max(0, Math.ceil((until - now) / 1000)), start };
}
