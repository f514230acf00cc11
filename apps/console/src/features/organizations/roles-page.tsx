import type { RoleDescription } from '@tessera/contract';
import { App, Button, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { roleName } from '../../shared/role-name.ts';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { type RoleDraft, RoleDrawer } from './role-drawer.tsx';
import { useDeleteRole, useRoles } from './use-staff.ts';

const FILTERS = ['q', 'kind'] as const;
const KINDS = ['operator', 'issuer', 'merchant'] as const;

export function RolesPage() {
  const t = useTexts();
  const can = useCan();
  const { staff } = useSession();
  const filters = useFilters(FILTERS);
  const roles = useRoles();
  const [draft, setDraft] = useState<RoleDraft>();
  const kind = staff?.organizationKind ?? 'operator';
  const shown = (roles.data?.items ?? []).filter((role) => matches(t, role, filters));
  const create = can('roles.write') && (
    <Button
      type="primary"
      icon={<Icon name="plus" size={16} />}
      onClick={() => setDraft({ mode: 'create', organizationKind: kind })}
      data-testid="create-role"
    >
      {t('roles.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.roles')} note={t('roles.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('roles.search')} />
          {kind === 'operator' && (
            <FilterSelect
              filters={filters}
              name="kind"
              placeholder={t('roles.kind')}
              choices={KINDS.map((one) => ({ value: one, label: t(`organizationKind.${one}`) }))}
            />
          )}
        </FilterBar>
        {roles.error && <ErrorNotice error={roles.error} onRetry={() => roles.refetch()} />}
        {roles.isPending && !roles.error && <Skeleton className="padded" active title={false} paragraph={{ rows: 10, width: '100%' }} />}
        {roles.data && <RoleTable roles={shown} onOpen={setDraft} />}
      </Panel>
      <RoleDrawer draft={draft} onClose={() => setDraft(undefined)} />
    </>
  );
}

function matches(t: Texts, role: RoleDescription, filters: Filters): boolean {
  const kind = filters.get('kind');
  const q = filters.get('q')?.toLowerCase();
  if (kind && role.organizationKind !== kind) return false;
  return !q || [roleName(t, role), role.note, ...role.permissions].some((text) => text.toLowerCase().includes(q));
}

function RoleTable(props: { roles: readonly RoleDescription[]; onOpen: (draft: RoleDraft) => void }) {
  const t = useTexts();
  if (props.roles.length === 0) return <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />;
  return (
    <ScrollFrame className="keyset" target=".ant-table-content" testId="roles-table">
      <Table<RoleDescription>
        aria-label={t('nav.roles')}
        size="small"
        rowKey={(role) => role.id}
        columns={columns(t, props.onOpen)}
        dataSource={[...props.roles]}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
    </ScrollFrame>
  );
}

function columns(t: Texts, onOpen: (draft: RoleDraft) => void): NonNullable<TableProps<RoleDescription>['columns']> {
  return [
    {
      title: t('field.role'),
      key: 'name',
      render: (_, role) => (
        <span className="two-lines role-cell">
          <button type="button" className="link-button" onClick={() => onOpen({ mode: 'show', role })} data-testid="open-role">
            {roleName(t, role)}
          </button>
          <small>{role.key ? t(`roleNote.${role.key}`) : role.note}</small>
        </span>
      ),
    },
    {
      title: t('roles.kind'),
      key: 'kind',
      render: (_, role) => (
        <span className="two-lines">
          <span>{t(`organizationKind.${role.organizationKind}`)}</span>
          <small>{t(`roles.${role.key ? 'readyMade' : role.organizationId ? 'own' : 'shared'}`)}</small>
        </span>
      ),
    },
    { title: t('roles.rights'), key: 'rights', align: 'right', render: (_, role) => t('roles.rightCount', { count: role.permissions.length }) },
    {
      title: t('roles.holders'),
      key: 'holders',
      align: 'right',
      render: (_, role) =>
        role.holderCount > 0 ? (
          <Link to={`/staff?role=${role.id}`}>{t('roles.holderCount', { count: role.holderCount })}</Link>
        ) : (
          <span className="quiet">{t('roles.holderCount', { count: 0 })}</span>
        ),
    },
    { key: 'acts', align: 'right', render: (_, role) => <RoleActs role={role} onOpen={onOpen} /> },
  ];
}

function RoleActs({ role, onOpen }: { role: RoleDescription; onOpen: (draft: RoleDraft) => void }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const { staff } = useSession();
  const remove = useDeleteRole();
  if (!can('roles.write')) return null;
  const name = roleName(t, role);
  const isOwn = role.key === null && (staff?.organizationKind === 'operator' || role.organizationId === staff?.organizationId);
  const ask = () =>
    confirm({
      title: t('roles.deleteTitle', { name }),
      changes: [t('roles.deleteChange'), t('roles.deleteRest')],
      ok: t('roles.delete'),
      danger: true,
      run: async () => {
        await remove.mutateAsync(role.id);
        message.success(t('roles.deleted', { name }));
      },
    });
  return (
    <span className="row-acts">
      <Button size="small" type="text" onClick={() => onOpen({ mode: 'copy', role })} data-testid="copy-role">
        {t('roles.copy')}
      </Button>
      {isOwn && (
        <>
          <Button size="small" type="text" onClick={() => onOpen({ mode: 'edit', role })} data-testid="edit-role">
            {t('action.edit')}
          </Button>
          <Button size="small" type="text" danger onClick={ask} data-testid="delete-role">
            {t('roles.delete')}
          </Button>
        </>
      )}
    </span>
  );
}
