import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Staff } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from '../../shared/api.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';
import { useKeyset } from '../../shared/use-keyset.ts';

export type StaffFilters = {
  q?: string;
  organizationId?: Id<'organization'>;
  departmentId?: Id<'department'>;
  roleId?: Id<'role'>;
  status?: Staff['status'];
};

export function useStaffPage(filters: StaffFilters) {
  return useKeyset({
    key: ['staff', 'page', filters],
    fetch: (paging, signal) => client.organizations.listStaff({ ...filters, ...paging }, { signal }),
  });
}

export function useStaffRecord(staffId: Id<'staff'>) {
  return useQuery({ queryKey: ['staff', 'one', staffId], queryFn: ({ signal }) => client.organizations.getStaff({ staffId }, { signal }) });
}

export function useRoles(organizationId?: Id<'organization'>) {
  return useQuery({
    queryKey: ['roles', organizationId ?? 'all'],
    queryFn: ({ signal }) => client.organizations.listRoles(organizationId ? { organizationId } : {}, { signal }),
  });
}

function useStaffChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['staff', 'roles', 'departments', 'audit'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export function useCreateStaff() {
  return useMutation({ mutationFn: useKeyedCall(client.organizations.createStaff), onSuccess: useStaffChanged() });
}

export function useUpdateStaff() {
  type Change = Parameters<typeof client.organizations.updateStaff>[0];
  return useMutation({ mutationFn: (change: Change) => client.organizations.updateStaff(change), onSuccess: useStaffChanged() });
}

export function useChangeStaffStatus() {
  type Change = Parameters<typeof client.organizations.changeStaffStatus>[0];
  return useMutation({ mutationFn: (change: Change) => client.organizations.changeStaffStatus(change), onSuccess: useStaffChanged() });
}

export function useCreateGrant() {
  return useMutation({ mutationFn: useKeyedCall(client.organizations.createGrant), onSuccess: useStaffChanged() });
}

export function useRevokeGrant() {
  type Revocation = Parameters<typeof client.organizations.revokeGrant>[0];
  return useMutation({ mutationFn: (revocation: Revocation) => client.organizations.revokeGrant(revocation), onSuccess: useStaffChanged() });
}

export function useCreateRole() {
  return useMutation({ mutationFn: useKeyedCall(client.organizations.createRole), onSuccess: useStaffChanged() });
}

export function useUpdateRole() {
  type Change = Parameters<typeof client.organizations.updateRole>[0];
  return useMutation({ mutationFn: (change: Change) => client.organizations.updateRole(change), onSuccess: useStaffChanged() });
}

export function useDeleteRole() {
  return useMutation({ mutationFn: (roleId: Id<'role'>) => client.organizations.deleteRole({ roleId }), onSuccess: useStaffChanged() });
}
