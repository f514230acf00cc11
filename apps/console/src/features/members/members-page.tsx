import type { Member } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MEMBER_KINDS } from '../../shared/limits.ts';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CreateMemberDrawer } from './create-member-drawer.tsx';
import { useMembers } from './use-members.ts';

const FILTERS = ['q', 'kind'] as const;

export function MembersPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useMembers({ q: filters.get('q'), kind: filters.pick('kind', MEMBER_KINDS) });
  const [creating, setCreating] = useState(false);
  const create = can('members.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-member">
      {t('members.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.members')} note={t('members.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('members.search')} />
          <FilterSelect
            filters={filters}
            name="kind"
            placeholder={t('filter.kind')}
            choices={MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))}
          />
        </FilterBar>
        <KeysetTable<Member>
          list={list}
          columns={columns(t)}
          rowKey={(member) => member.id}
          label={t('nav.members')}
          onOpen={(member) => navigate(`/members/${member.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('members.empty')} hint={t('members.emptyHint')} action={create} />
            )
          }
          testId="members-table"
        />
      </Panel>
      <CreateMemberDrawer open={creating} onClose={() => setCreating(false)} onCreated={(member) => navigate(`/members/${member.id}`)} />
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Member>['columns']> {
  return [
    {
      title: t('field.personName'),
      key: 'name',
      render: (_, member) => (
        <Link className="cell-link" to={`/members/${member.id}`}>
          {member.name}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('field.kind'), key: 'kind', render: (_, member) => t(`memberKind.${member.kind}`) },
    { title: t('field.department'), key: 'department', render: (_, member) => member.department ?? <span className="quiet">—</span> },
    { title: t('field.phone'), key: 'phone', className: 'number', render: (_, member) => member.phoneMasked ?? <span className="quiet">—</span> },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, member) => <Status tone={member.status === 'active' ? 'good' : 'quiet'}>{t(`memberStatus.${member.status}`)}</Status>,
    },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, member) => <Time at={member.createdAt} /> },
  ];
}
