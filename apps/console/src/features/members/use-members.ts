import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Language, Member } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export type MemberFilters = {
  q?: string | undefined;
  kind?: Member['kind'] | undefined;
  issuerId?: Id<'organization'> | undefined;
  departmentId?: Id<'department'> | undefined;
  status?: Member['status'] | undefined;
};
export const SORTS = ['newest', 'oldest', 'name', 'number'] as const;
type Sort = (typeof SORTS)[number];

/** What shows a member, or what was done to one. */
const FOLLOWING = ['members', 'audit', 'cards'] as const;

export function useMembers(filters: MemberFilters, sort: Sort | undefined) {
  return useKeyset({
    key: ['members', 'page', filters, sort],
    fetch: (paging, signal) => client.members.listMembers({ ...filters, ...(sort && { sort }), ...paging }, { signal }),
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
  const look = useLookAgain();
  return useMutation({
    mutationFn: (change: Parameters<typeof client.members.updateMember>[0]) => client.members.updateMember(change),
    onSuccess: look,
  });
}

export function useExportMembers() {
  return useMutation({
    mutationFn: async ({ name, ...asked }: MemberFilters & { language: Language; phones: 'masked' | 'clear'; name: string }) =>
      saveFile(name, await client.members.exportMembers(asked)),
  });
}

export function useLookAgain() {
  const queries = useQueryClient();
  return () => Promise.all(FOLLOWING.map((module) => queries.invalidateQueries({ queryKey: [module] })));
}
