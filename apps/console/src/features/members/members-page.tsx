import type { Member } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { nodesOf, useDepartments } from '../../shared/department-select.tsx';
import { FilterBar, FilterSelect, FilterTree, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ALL_MEMBER_KINDS } from '../../shared/limits.ts';
import { useOrganizationSearch } from '../../shared/organization-select.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { BulkBar } from './bulk-bar.tsx';
import { CreateMemberDrawer } from './create-member-drawer.tsx';
import { ExportButton } from './export-button.tsx';
import { type Chosen, useChosen } from './use-chosen.ts';
import { type MemberFilters, SORTS, useMembers } from './use-members.ts';
import './members.css';

const FILTERS = ['q', 'kind', 'issuer', 'department', 'status'] as const;
const STATUSES = ['active', 'closed'] as const;

export function MembersPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const asked: MemberFilters = {
    q: filters.get('q'),
    kind: filters.pick('kind', ALL_MEMBER_KINDS),
    issuerId: readId<'organization'>(filters.get('issuer')),
    departmentId: readId<'department'>(filters.get('department')),
    status: filters.pick('status', STATUSES),
  };
  const list = useMembers(asked, filters.pick('sort', SORTS));
  const chosen = useChosen(asked);
  const [creating, setCreating] = useState(false);
  const create = can('members.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-member">
      {t('members.create')}
    </Button>
  );
  const actions = (
    <>
      {(can('members.write') || can('members.import')) && <ExportButton filters={asked} />}
      {create}
    </>
  );
  return (
    <>
      <PageHeader title={t('nav.members')} note={t('members.note')} actions={actions} />
      <Panel flush>
        <MemberFilterBar filters={filters} />
        {can('members.write') && <BulkBar chosen={chosen} filters={asked} matchesMore={list.hasNext || list.pageNumber > 1} />}
        <KeysetTable<Member>
          list={list}
          columns={columns(t)}
          rowKey={(member) => member.id}
          label={t('nav.members')}
          selection={can('members.write') ? selectionOf(chosen, t) : undefined}
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

/** Searching, filtering and ordering; all of it stands in the address. */
function MemberFilterBar({ filters }: { filters: Filters }) {
  const t = useTexts();
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('members.search')} />
      <FilterSelect
        filters={filters}
        name="kind"
        width={96}
        placeholder={t('filter.kind')}
        choices={ALL_MEMBER_KINDS.map((kind) => ({ value: kind, label: t(`memberKind.${kind}`) }))}
      />
      <PlaceFilters filters={filters} />
      <FilterSelect
        filters={filters}
        name="status"
        width={96}
        placeholder={t('field.status')}
        choices={STATUSES.map((status) => ({ value: status, label: t(`memberStatus.${status}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="sort"
        width={112}
        placeholder={t('members.sort')}
        choices={SORTS.map((sort) => ({ value: sort, label: t(`members.sort.${sort}`) }))}
      />
    </FilterBar>
  );
}

function selectionOf(chosen: Chosen, t: Texts): NonNullable<TableProps<Member>['rowSelection']> {
  return {
    selectedRowKeys: chosen.ids,
    onChange: (keys) => chosen.choose(keys.flatMap((key) => readId<'member'>(String(key)) ?? [])),
    getCheckboxProps: (member) => ({ 'aria-label': t('members.choose', { name: member.name }) }) as object, // antd's type names no aria attribute.
  };
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

function Place({ member: { department } }: { member: Member }) {
  return department ? (
    <span className="member-place" title={department}>
      {department}
    </span>
  ) : (
    <span className="quiet">—</span>
  );
}

function columns(t: Texts): NonNullable<TableProps<Member>['columns']> {
  return [
    {
      title: t('field.personName'),
      key: 'name',
      render: (_, member) => (
        <Link className="cell-link member-name" title={member.name} to={`/members/${member.id}`}>
          {member.name}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('field.kind'), key: 'kind', render: (_, member) => t(`memberKind.${member.kind}`) },
    { title: t('field.department'), key: 'department', render: (_, member) => <Place member={member} /> },
    { title: t('field.phone'), key: 'phone', className: 'number', render: (_, member) => member.phoneMasked ?? <span className="quiet">—</span> },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, member) => <Status tone={member.status === 'active' ? 'good' : 'quiet'}>{t(`memberStatus.${member.status}`)}</Status>,
    },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, member) => <Time at={member.createdAt} /> },
  ];
}
