import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { GuardianLimits, OwnChild, Relation } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';

export function useOwnGuardians() {
  return useQuery({ queryKey: keys.guardians, queryFn: () => client.guardians.listOwnGuardians(), staleTime: 60_000 });
}

export function useSetChildLimits(guardianshipId: OwnChild['guardianshipId']) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (limits: Omit<GuardianLimits, 'setAt'>) => client.guardians.setChildLimits({ ...limits, guardianshipId }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.children }),
  });
}

export function useEndGuardianship() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (guardianshipId: OwnChild['guardianshipId']) => client.guardians.endOwnGuardianship({ guardianshipId }),
    onSettled: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: keys.children }), queries.invalidateQueries({ queryKey: keys.guardians })]);
    },
  });
}

export function useSendInvitationCode() {
  return useMutation({ mutationFn: (asked: { invitation: string; phone: string }) => client.guardians.sendInvitationCode(asked) });
}

export type Acceptance = { invitation: string; phone: string; code: string; name: string; relation: Relation };

export function useAcceptInvitation() {
  return useMutation({ mutationFn: (acceptance: Acceptance) => client.guardians.acceptInvitation({ ...acceptance, consent: true }) });
}
