import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import { enterSession } from '../../shared/queries.ts';

export function usePasswordSignIn() {
  const begin = useBeginSession();
  return useMutation({ mutationFn: (input: { userName: string; password: string }) => client.identity.signInWithPassword(input), onSuccess: begin });
}

/** Which ways are on here. */
export function useSignInOptions() {
  return useQuery({ queryKey: ['sign-in-options'], queryFn: () => client.identity.getSignInOptions(), staleTime: 60_000 });
}

/** `contact` is a phone or, where it has an `@`, an e-mail address. */
export function useCodeSignIn() {
  const begin = useBeginSession();
  return useMutation({
    mutationFn: ({ contact, code }: { contact: string; code: string }) =>
      contact.includes('@') ? client.identity.signInWithEmail({ email: contact, code }) : client.identity.signInWithPhone({ phone: contact, code }),
    onSuccess: begin,
  });
}

export function useSendCode() {
  return useMutation({
    mutationFn: (contact: string) =>
      contact.includes('@') ? client.identity.sendEmailCode({ email: contact }) : client.identity.sendPhoneCode({ phone: contact }),
  });
}

/** What another person read on this phone is forgotten before the new session begins. */
export function useBeginSession() {
  const queries = useQueryClient();
  return (session: Session) => enterSession(queries, session);
}
