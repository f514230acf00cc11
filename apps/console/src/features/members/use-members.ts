import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type MemberFilters = {
  q?: string;
  kind?: 'student' | 'staff' | 'visitor' | 'customer';
  issuerId?: Id<'organization'>;
  departmentId?: Id<'department'>;
};

export function useMembers(filters: MemberFilters) {
  return useKeyset({
    key: ['members', 'page', filters],
    fetch: (paging, signal) => client.members.listMembers({ ...filters, ...paging }, { signal }),
  });
}

export function useMember(memberId: Id<'member'>) {
  return useQuery({ queryKey: ['members', 'one', memberId], queryFn: ({ signal }) => client.members.getMember({ memberId }, { signal }) });
}

export function useCreateMember() {
  const queries = useQueryClient();
  const create = useKeyedCall(client.members.createMember);
  return useMutation({ mutationFn: create, onSuccess: () => queries.invalidateQueries({ queryKey: ['members'] }) });
}

export function useUpdateMember() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Parameters<typeof client.members.updateMember>[0]) => client.members.updateMember(change),
    onSuccess: () => Promise.all(['members', 'audit', 'cards'].map((module) => queries.invalidateQueries({ queryKey: [module] }))),
  });
}
