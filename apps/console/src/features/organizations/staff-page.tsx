import type { Staff } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { FilterBar, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { CreateStaffDrawer } from './create-staff-drawer.tsx';

const FILTERS = ['q'] as const;

export function StaffPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const q = filters.get('q');
  const list = useKeyset({
    key: ['staff', 'page', q ?? ''],
    fetch: (paging, signal) => client.organizations.listStaff({ q, ...paging }, { signal }),
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
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('staff.search')} />
        </FilterBar>
        <KeysetTable<Staff>
          list={list}
          columns={columns(t)}
          rowKey={(person) => person.id}
          label={t('nav.staff')}
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
      <CreateStaffDrawer open={creating} onClose={() => setCreating(false)} />
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Staff>['columns']> {
  return [
    { title: t('field.personName'), key: 'name', render: (_, person) => <span className="cell-name">{person.name}</span> },
    { title: t('field.userName'), key: 'userName', render: (_, person) => <span className="mono">{person.userName}</span> },
    {
      title: t('field.role'),
      key: 'role',
      render: (_, person) => (
        <span className="two-lines">
          <span>{t(`role.${person.role}`)}</span>
          <small>{t(`roleNote.${person.role}`)}</small>
        </span>
      ),
    },
    { title: t('field.organization'), dataIndex: 'organizationName', key: 'organization' },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, person) => <Time at={person.createdAt} /> },
  ];
}
