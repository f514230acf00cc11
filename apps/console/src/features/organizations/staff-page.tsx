import type { Staff } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { nodesOf, useDepartments } from '../../shared/department-select.tsx';
import { FilterBar, FilterSelect, FilterTree, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { STAFF_STATUSES } from '../../shared/limits.ts';
import { useOrganizationSearch, usePaused } from '../../shared/organization-select.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { roleName, roleNames } from '../../shared/role-name.ts';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { CreateStaffDrawer } from './create-staff-drawer.tsx';
import { StaffStatus } from './staff-status.tsx';
import { useRoles, useStaffPage } from './use-staff.ts';

const FILTERS = ['q', 'organization', 'department', 'role', 'status'] as const;

export function StaffPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const ofOperator = useSession().staff?.organizationKind === 'operator';
  const list = useStaffPage({
    q: filters.get('q'),
    organizationId: readId<'organization'>(filters.get('organization')),
    departmentId: readId<'department'>(filters.get('department')),
    roleId: readId<'role'>(filters.get('role')),
    status: filters.pick('status', STAFF_STATUSES),
  });
  const [creating, setCreating] = useState(false);
  const create = can('staff.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-staff">
      {t('staff.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.staff')} note={t('staff.note')} actions={create} />
      <Panel flush>
        <StaffFilterBar filters={filters} ofOperator={ofOperator} />
        <KeysetTable<Staff>
          list={list}
          columns={columns(t, ofOperator)}
          rowKey={(person) => person.id}
          label={t('nav.staff')}
          onOpen={(person) => navigate(`/staff/${person.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('staff.empty')} hint={t('staff.emptyHint')} action={create} />
            )
          }
          testId="staff-table"
        />
      </Panel>
      <CreateStaffDrawer open={creating} onClose={() => setCreating(false)} onCreated={(person) => navigate(`/staff/${person.id}`)} />
    </>
  );
}

function StaffFilterBar({ filters, ofOperator }: { filters: Filters; ofOperator: boolean }) {
  const t = useTexts();
  const can = useCan();
  const [text, setText] = useState('');
  const organizationId = readId<'organization'>(filters.get('organization'));
  const organizations = useOrganizationSearch(usePaused(text.trim()), undefined, ofOperator);
  const tree = useDepartments(organizationId, can('departments.read'));
  const roles = useRoles(organizationId);
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('staff.search')} />
      {ofOperator && (
        <FilterSelect
          filters={filters}
          name="organization"
          width={168}
          placeholder={t('staff.allOrganizations')}
          choices={(organizations.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          onSearch={setText}
        />
      )}
      {can('departments.read') && (
        <FilterTree filters={filters} name="department" placeholder={t('staff.department')} nodes={nodesOf(tree.data?.items ?? [])} />
      )}
      {can('roles.read') && (
        <FilterSelect
          filters={filters}
          name="role"
          width={148}
          placeholder={t('field.role')}
          choices={(roles.data?.items ?? []).map((role) => ({ value: role.id, label: roleName(t, role) }))}
        />
      )}
      <FilterSelect
        filters={filters}
        name="status"
        placeholder={t('field.status')}
        choices={STAFF_STATUSES.map((status) => ({ value: status, label: t(`staffStatus.${status}`) }))}
      />
    </FilterBar>
  );
}

function columns(t: Texts, ofOperator: boolean): NonNullable<TableProps<Staff>['columns']> {
  return [
    {
      title: t('field.personName'),
      key: 'name',
      render: (_, person) => (
        <Link className="cell-link" to={`/staff/${person.id}`}>
          {person.name}
        </Link>
      ),
    },
    { title: t('field.userName'), key: 'userName', render: (_, person) => <span className="mono">{person.userName}</span> },
    {
      title: t('staff.rolesNow'),
      key: 'roles',
      render: (_, person) =>
        roleNames(
          t,
          person.roles.map((role) => ({ key: role.roleKey, name: role.roleName })),
        ),
    },
    { title: t('staff.department'), key: 'department', render: (_, person) => person.departmentName ?? <span className="quiet">—</span> },
    ...(ofOperator ? [{ title: t('field.organization'), dataIndex: 'organizationName', key: 'organization' }] : []),
    { title: t('field.status'), key: 'status', render: (_, person) => <StaffStatus status={person.status} /> },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, person) => <Time at={person.createdAt} /> },
  ];
}
