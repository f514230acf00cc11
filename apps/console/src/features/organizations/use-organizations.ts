import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Organization } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { App } from 'antd';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

type MerchantFilters = { q?: string; status?: Organization['status'] };

export function useMerchants(filters: MerchantFilters) {
  return useKeyset({
    key: ['organizations', 'page', filters],
    fetch: (paging, signal) => client.organizations.listOrganizations({ ...filters, kind: 'merchant', ...paging }, { signal }),
  });
}

export function useIssuers(filters: MerchantFilters) {
  return useKeyset({
    key: ['organizations', 'issuers', filters],
    fetch: (paging, signal) => client.organizations.listOrganizations({ ...filters, kind: 'issuer', ...paging }, { signal }),
  });
}

export function useOrganization(organizationId: Id<'organization'>) {
  return useQuery({
    queryKey: ['organizations', 'one', organizationId],
    queryFn: ({ signal }) => client.organizations.getOrganization({ organizationId }, { signal }),
  });
}

function useOrganizationsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['organizations', 'audit'].map((module) => queries.invalidateQueries({ queryKey: [module] })));
}

export function useCreateMerchant() {
  const create = useKeyedCall(client.organizations.createMerchant);
  return useMutation({ mutationFn: create, onSuccess: useOrganizationsChanged() });
}

export function useUpdateMerchant() {
  type Change = Parameters<typeof client.organizations.updateMerchant>[0];
  return useMutation({ mutationFn: (change: Change) => client.organizations.updateMerchant(change), onSuccess: useOrganizationsChanged() });
}

export function useCreateIssuer() {
  const create = useKeyedCall(client.organizations.createIssuer);
  return useMutation({ mutationFn: create, onSuccess: useOrganizationsChanged() });
}

export function useUpdateIssuer() {
  type Change = Parameters<typeof client.organizations.updateIssuer>[0];
  return useMutation({ mutationFn: (change: Change) => client.organizations.updateIssuer(change), onSuccess: useOrganizationsChanged() });
}

/** Suspends or resumes an issuer after a question. */
export function useIssuerTurn() {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdateIssuer();
  return (issuer: Organization) => {
    const turn = issuer.status === 'active' ? 'suspend' : 'resume';
    confirm({
      title: t(`issuers.${turn}Title`, { name: issuer.name }),
      changes: [t(`issuers.${turn}Change`), t(`issuers.${turn}Rest`)],
      ok: t(`issuers.${turn}`),
      danger: turn === 'suspend',
      run: async () => {
        await update.mutateAsync({ organizationId: issuer.id, status: turn === 'suspend' ? 'suspended' : 'active' });
        message.success(t(`issuers.${turn}Done`, { name: issuer.name }));
      },
    });
  };
}

/** Suspends or resumes a merchant after a question. */
export function useMerchantTurn() {
  const t = useTexts();
  const confirm = useConfirm();
  const changed = useOrganizationsChanged();
  const { message } = App.useApp();
  return (merchant: Organization) => {
    const turn = merchant.status === 'active' ? 'suspend' : 'resume';
    confirm({
      title: t(`merchants.${turn}Title`, { name: merchant.name }),
      changes: [t(`merchants.${turn}Change`), t(`merchants.${turn}Rest`)],
      ok: t(`merchants.${turn}`),
      danger: turn === 'suspend',
      run: async () => {
        await client.organizations.updateMerchant({ organizationId: merchant.id, status: turn === 'suspend' ? 'suspended' : 'active' });
        await changed();
        message.success(t(`merchants.${turn}Done`, { name: merchant.name }));
      },
    });
  };
}
