import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Department } from '@tessera/contract';
import { App } from 'antd';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useKeyedCall } from '../../shared/use-keyed-call.ts';

function useDepartmentsChanged() {
  const queries = useQueryClient();
  return () => Promise.all(['departments', 'staff', 'members', 'audit'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export function useCreateDepartment() {
  return useMutation({ mutationFn: useKeyedCall(client.organizations.createDepartment), onSuccess: useDepartmentsChanged() });
}

export function useUpdateDepartment() {
  type Change = Parameters<typeof client.organizations.updateDepartment>[0];
  return useMutation({ mutationFn: (change: Change) => client.organizations.updateDepartment(change), onSuccess: useDepartmentsChanged() });
}

export function useMoveDepartment() {
  type Move = Parameters<typeof client.organizations.moveDepartment>[0];
  return useMutation({ mutationFn: (move: Move) => client.organizations.moveDepartment(move), onSuccess: useDepartmentsChanged() });
}

/** Closes a department after a question, or opens it again. */
export function useDepartmentTurn() {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const update = useUpdateDepartment();
  return (department: Department) => {
    const departmentId = department.id;
    if (department.status === 'closed') {
      update.mutate({ departmentId, status: 'active' }, { onSuccess: () => message.success(t('saved')) });
      return;
    }
    confirm({
      title: t('departments.closeTitle', { name: department.name }),
      changes: [t('departments.closeChange'), t('departments.closeRest')],
      ok: t('departments.close'),
      danger: true,
      run: () => update.mutateAsync({ departmentId, status: 'closed' }),
    });
  };
}
