import { useQuery } from '@tanstack/react-query';
import type { Department } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { TreeSelect } from 'antd';
import { client } from './api.ts';
import { useTexts } from './texts.ts';

/** The tree of an organisation; without one, the reader's own. */
export function useDepartments(organizationId?: Id<'organization'>, enabled = true) {
  return useQuery({
    queryKey: ['departments', organizationId ?? 'own'],
    queryFn: ({ signal }) => client.organizations.listDepartments(organizationId ? { organizationId } : {}, { signal }),
    enabled,
  });
}

export type DepartmentNode = { value: Id<'department'>; title: string; disabled?: boolean; children: DepartmentNode[] };

/** The tree as nested choices; a closed department, and what `without` leads to, cannot be chosen. */
export function nodesOf(all: readonly Department[], without?: Id<'department'>, parentId: Id<'department'> | null = null): DepartmentNode[] {
  return all
    .filter((one) => one.parentId === parentId && one.id !== without)
    .map((one) => ({
      value: one.id,
      title: one.code ? `${one.name} · ${one.code}` : one.name,
      disabled: one.status === 'closed',
      children: nodesOf(all, without, one.id),
    }));
}

type DepartmentSelectProps = {
  id?: string;
  value?: Id<'department'> | null;
  onChange?: (departmentId: Id<'department'> | null) => void;
  organizationId?: Id<'organization'>;
  placeholder?: string;
  without?: Id<'department'>;
  testId?: string;
};

/** Chooses a department of a tree, or none; as a form field. */
export function DepartmentSelect(props: DepartmentSelectProps) {
  const t = useTexts();
  const tree = useDepartments(props.organizationId);
  return (
    <TreeSelect<Id<'department'> | null>
      id={props.id}
      value={props.value ?? null}
      placeholder={props.placeholder ?? t('departments.none')}
      aria-label={props.placeholder ?? t('departments.choose')}
      treeData={nodesOf(tree.data?.items ?? [], props.without)}
      loading={tree.isFetching}
      notFoundContent={tree.isPending ? t('state.loading') : t('departments.empty')}
      treeDefaultExpandAll
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      style={{ width: '100%' }}
      onChange={(departmentId) => props.onChange?.(departmentId ?? null)}
      data-testid={props.testId}
    />
  );
}

type DepartmentsSelectProps = {
  id?: string;
  value?: readonly Id<'department'>[];
  onChange?: (departmentIds: Id<'department'>[]) => void;
  placeholder: string;
  /** How many can be chosen. */
  max?: number;
};

/** Chooses several departments of the reader's own tree, or none for all; as a form field. */
export function DepartmentsSelect(props: DepartmentsSelectProps) {
  const t = useTexts();
  const tree = useDepartments();
  return (
    <TreeSelect<Id<'department'>[]>
      multiple
      {...(props.max !== undefined && { maxCount: props.max })}
      id={props.id}
      value={[...(props.value ?? [])]}
      placeholder={props.placeholder}
      aria-label={props.placeholder}
      treeData={nodesOf(tree.data?.items ?? [])}
      loading={tree.isFetching}
      notFoundContent={tree.isPending ? t('state.loading') : t('departments.empty')}
      treeDefaultExpandAll
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      style={{ width: '100%' }}
      onChange={(departmentIds) => props.onChange?.(departmentIds)}
    />
  );
}
