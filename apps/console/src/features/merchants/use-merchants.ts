import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApplicationState, ContractState, MerchantApplication, MerchantContract, Organization, Shop } from '@tessera/contract';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type ApplicationId = MerchantApplication['id'];
type OrganizationId = Organization['id'];
export const APPLICATION_STATES = ['submitted', 'incomplete', 'approved', 'contracted', 'refused'] as const satisfies readonly ApplicationState[];
export const CYCLES = ['day', 'week', 'month'] as const satisfies readonly MerchantContract['cycle'][];
const LIST_MAX = 100;

export function useApplications(filters: { q?: string | undefined; state?: ApplicationState | undefined }) {
  return useKeyset({
    key: ['merchants', 'applications', filters],
    fetch: (paging, signal) => client.merchants.listApplications({ ...filters, ...paging }, { signal }),
  });
}

export function useApplication(applicationId: ApplicationId) {
  return useQuery({
    queryKey: ['merchants', 'application', applicationId],
    queryFn: ({ signal }) => client.merchants.getApplication({ applicationId }, { signal }),
  });
}

/** The contracts of an applicant or of a merchant; there are few of either. */
export function useContracts(of: { applicationId?: ApplicationId; organizationId?: OrganizationId; state?: ContractState }) {
  return useQuery({
    queryKey: ['merchants', 'contracts', of],
    queryFn: ({ signal }) => client.merchants.listContracts({ ...of, limit: LIST_MAX }, { signal }),
  });
}

function useLookAgain() {
  const queries = useQueryClient();
  return () =>
    Promise.all([queries.invalidateQueries({ queryKey: ['merchants'] }), queries.invalidateQueries({ queryKey: ['organizations'] })]).then(
      () => undefined,
    );
}

export type Decision = { act: 'ask' | 'refuse' | 'approve'; message: string };

export function useDecide(application: Pick<MerchantApplication, 'id' | 'revision'>) {
  const { id: applicationId, revision } = application;
  return useMutation({
    mutationFn: ({ act, message }: Decision) => {
      if (act === 'approve') return client.merchants.approveApplication({ applicationId, revision });
      if (act === 'ask') return client.merchants.askApplicant({ applicationId, revision, message });
      return client.merchants.refuseApplication({ applicationId, revision, message });
    },
    onSuccess: useLookAgain(),
  });
}

export function useDrawUpContract() {
  return useMutation({ mutationFn: useKeyedCall(client.merchants.drawUpContract), onSuccess: useLookAgain() });
}

/** Each look is written down, so it is asked for by a click and kept no longer than it is seen. */
export function useApplicantPhone() {
  return useMutation({ mutationFn: (applicationId: MerchantApplication['id']) => client.merchants.readApplicantPhone({ applicationId }) });
}

/** The whole number, which whoever signs compares with the papers; each look is written down, so it is kept no longer than it is seen. */
export function usePayoutAccount(contractId: MerchantContract['id']) {
  return useQuery({
    queryKey: ['payout-account', contractId],
    queryFn: ({ signal }) => client.merchants.readPayoutAccount({ contractId }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

export function useSignContract() {
  type Signature = Parameters<typeof client.merchants.signContract>[0];
  return useMutation({ mutationFn: (signature: Signature) => client.merchants.signContract(signature), onSuccess: useLookAgain() });
}

export function useDiscardContract() {
  return useMutation({
    mutationFn: (contractId: MerchantContract['id']) => client.merchants.discardContract({ contractId }),
    onSuccess: useLookAgain(),
  });
}

export function useEndMerchant(organizationId: OrganizationId) {
  return useMutation({ mutationFn: (reason: string) => client.merchants.endMerchant({ organizationId, reason }), onSuccess: useLookAgain() });
}

export function useCreateShop() {
  return useMutation({ mutationFn: useKeyedCall(client.merchants.createShop), onSuccess: useLookAgain() });
}

export function useUpdateShop() {
  type Change = Parameters<typeof client.merchants.updateShop>[0];
  return useMutation({ mutationFn: (change: Change) => client.merchants.updateShop(change), onSuccess: useLookAgain() });
}

export type ShopValues = Omit<Shop, 'id' | 'organizationId' | 'organizationName' | 'createdAt'>;
