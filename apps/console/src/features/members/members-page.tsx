import type { Member } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { nodesOf, useDepartments } from '../../shared/department-select.tsx';
import { FilterBar, FilterSelect, FilterTree, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MEMBER_KINDS } from '../../shared/limits.ts';
import { useOrganizationSearch } from '../../shared/organization-select.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { CreateMemberDrawer } from './create-member-drawer.tsx';
import { useMembers } from './use-members.ts';

const FILTERS = ['q', 'kind', 'issuer', 'department'] as const;

export function MembersPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useMembers({
    q: filters.get('q'),
    kind: filters.pick('kind', MEMBER_KINDS),
    issuerId: readId<'organization'>(filters.get('issuer')),
    departmentId: readId<'department'>(filters.get('department')),
  });
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
          <PlaceFilters filters={filters} />
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

/** By issuer, which only the operator chooses, and by department of the issuer's tree or of the own one. */
function PlaceFilters({ filters }: { filters: Filters }) {
  const t = useTexts();
  const can = useCan();
  const ofOperator = useSession().staff?.organizationKind === 'operator';
  const mayChoose = ofOperator && can('organizations.read');
  const issuers = useOrganizationSearch('', 'issuer', mayChoose);
  const tree = useDepartments(readId<'organization'>(filters.get('issuer')), can('departments.read'));
  return (
    <>
      {mayChoose && (
        <FilterSelect
          filters={filters}
          name="issuer"
          placeholder={t('field.issuer')}
          choices={(issuers.data?.items ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }))}
        />
      )}
      {can('departments.read') && (
        <FilterTree filters={filters} name="department" placeholder={t('members.departmentTree')} nodes={nodesOf(tree.data?.items ?? [])} />
      )}
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
