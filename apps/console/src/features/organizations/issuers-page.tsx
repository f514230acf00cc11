import type { Organization } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MERCHANT_STATUSES } from '../../shared/limits.ts';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { IssuerForm } from './issuer-form.tsx';
import { useIssuers, useIssuerTurn } from './use-organizations.ts';
import './teams.css';

const FILTERS = ['q', 'status'] as const;
type Form = 'create' | Organization;

export function IssuersPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useIssuers({ q: filters.get('q'), status: filters.pick('status', MERCHANT_STATUSES) });
  const [form, setForm] = useState<Form>();
  const create = can('organizations.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setForm('create')} data-testid="create-issuer">
      {t('issuers.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.issuers')} note={t('issuers.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('issuers.search')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={MERCHANT_STATUSES.map((status) => ({ value: status, label: t(`issuerStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<Organization>
          list={list}
          columns={columns(t, setForm)}
          rowKey={(issuer) => issuer.id}
          label={t('nav.issuers')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('issuers.empty')} hint={t('issuers.emptyHint')} action={create} />
            )
          }
          testId="issuers-table"
        />
      </Panel>
      {form && <IssuerForm {...(form !== 'create' && { issuer: form })} onClose={() => setForm(undefined)} />}
    </>
  );
}

function columns(t: Texts, edit: (issuer: Organization) => void): NonNullable<TableProps<Organization>['columns']> {
  return [
    { title: t('field.name'), key: 'name', render: (_, issuer) => <span className="cell-name">{issuer.name}</span> },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, issuer) => <Status tone={issuer.status === 'active' ? 'good' : 'warn'}>{t(`issuerStatus.${issuer.status}`)}</Status>,
    },
    { title: t('field.createdAt'), key: 'createdAt', render: (_, issuer) => <Time at={issuer.createdAt} /> },
    { key: 'acts', align: 'right', render: (_, issuer) => <IssuerActs issuer={issuer} edit={edit} /> },
  ];
}

function IssuerActs({ issuer, edit }: { issuer: Organization; edit: (issuer: Organization) => void }) {
  const t = useTexts();
  const can = useCan();
  const turn = useIssuerTurn();
  return (
    <span className="row-acts issuer-acts">
      {can('members.read') && <Link to={`/members?issuer=${issuer.id}`}>{t('nav.members')}</Link>}
      {can('departments.read') && <Link to={`/departments?organization=${issuer.id}`}>{t('nav.departments')}</Link>}
      {can('staff.read') && <Link to={`/staff?organization=${issuer.id}`}>{t('nav.staff')}</Link>}
      {can('organizations.write') && (
        <>
          <Button size="small" type="text" onClick={() => edit(issuer)} data-testid="edit-issuer">
            {t('action.edit')}
          </Button>
          <Button size="small" type="text" danger={issuer.status === 'active'} onClick={() => turn(issuer)} data-testid="issuer-turn">
            {t(issuer.status === 'active' ? 'issuers.suspend' : 'issuers.resume')}
          </Button>
        </>
      )}
    </span>
  );
}
