import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RevealedField } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';

export function usePrivateFields(memberId: Id<'member'>) {
  return useQuery({
    queryKey: ['members', 'private', memberId],
    queryFn: ({ signal }) => client.members.listPrivateFields({ memberId }, { signal }),
  });
}

/** The answer is kept by the one who shows it and nowhere else: it never enters the cache. */
export function useReveal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (of: { memberId: Id<'member'>; field: RevealedField }) => client.members.revealPrivateField(of),
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['audit'] }),
  });
}

export function useSetPrivateField() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Parameters<typeof client.members.setPrivateField>[0]) => client.members.setPrivateField(change),
    onSuccess: () => Promise.all(['members', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] }))),
  });
}
