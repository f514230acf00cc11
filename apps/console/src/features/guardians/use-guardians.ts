import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Department, Guardianship, Member, Relation } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export const GUARDIANSHIP_STATES = ['live', 'ended'] as const;
export const RELATION_NAMES = ['mother', 'father', 'grandparent', 'other'] as const satisfies readonly Relation[];
export type GuardianshipFilters = { q?: string; state?: (typeof GUARDIANSHIP_STATES)[number]; memberId?: Member['id'] };

export function useGuardianships(filters: GuardianshipFilters) {
  return useKeyset({
    key: ['guardians', 'page', filters],
    fetch: (paging, signal) => client.guardians.listGuardianships({ ...filters, ...paging }, { signal }),
  });
}

function useGuardiansChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['guardians', 'members', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useLinkGuardian() {
  return useMutation({ mutationFn: useKeyedCall(client.guardians.linkGuardian), onSuccess: useGuardiansChanged() });
}

export function useInviteGuardians() {
  return useMutation({ mutationFn: useKeyedCall(client.guardians.inviteGuardians), onSuccess: useGuardiansChanged() });
}

export function useEndGuardianship() {
  return useMutation({
    mutationFn: (input: { guardianshipId: Guardianship['id']; reason: string }) => client.guardians.endGuardianship(input),
    onSuccess: useGuardiansChanged(),
  });
}

export type InvitedPerson = Awaited<ReturnType<typeof client.guardians.previewInvitations>>['items'][number];
export type MadeInvitations = Awaited<ReturnType<typeof client.guardians.inviteGuardians>>;

/** Asked for once departments are chosen. */
export function usePreviewInvitations(departmentIds: readonly Department['id'][]) {
  return useQuery({
    queryKey: ['guardians', 'invitations', departmentIds],
    queryFn: ({ signal }) => client.guardians.previewInvitations({ departmentIds: [...departmentIds] }, { signal }),
    enabled: departmentIds.length > 0,
  });
}
