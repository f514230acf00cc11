import type { Guardianship } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { EndGuardianship } from './end-guardianship.tsx';
import { GUARDIANSHIP_STATES, useGuardianships } from './use-guardians.ts';

const FILTERS = ['q', 'state'] as const;

/** Who looks after whom; guardians are entered and invited at the member whom they look after. */
export function GuardiansPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useGuardianships({ q: filters.get('q'), state: filters.pick('state', GUARDIANSHIP_STATES) });
  const [ending, setEnding] = useState<Guardianship | null>(null);
  const endColumn = can('guardians.write') ? [acts(t, setEnding)] : [];
  return (
    <>
      <PageHeader
        title={t('nav.guardians')}
        note={t('guardians.note')}
        actions={
          can('guardians.write') && (
            <>
              <Link to="/imports?kind=guardians">
                <Button tabIndex={-1} data-testid="import-guardians">
                  {t('guardians.import')}
                </Button>
              </Link>
              {can('departments.read') && (
                <Link to="/guardians/by-class">
                  <Button type="primary" tabIndex={-1} data-testid="invite-by-class">
                    {t('guardians.byClass')}
                  </Button>
                </Link>
              )}
            </>
          )
        }
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('guardians.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={GUARDIANSHIP_STATES.map((state) => ({ value: state, label: t(`guardians.state.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<Guardianship>
          list={list}
          columns={[...columns(t), ...endColumn]}
          rowKey={(row) => row.id}
          label={t('nav.guardians')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('guardians.empty')} hint={t('guardians.emptyHint')} />
            )
          }
          testId="guardians-table"
        />
      </Panel>
      {ending && <EndGuardianship guardianship={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function person(of: { memberId: string; name: string; memberNumber: string }, more?: string | null) {
  return (
    <span className="two-lines">
      <Link to={`/members/${of.memberId}`}>{of.name}</Link>
      <small className="number">{[of.memberNumber, more].filter(Boolean).join(' · ')}</small>
    </span>
  );
}

function columns(t: Texts): NonNullable<TableProps<Guardianship>['columns']> {
  return [
    { title: t('guardians.child'), key: 'child', render: (_, row) => person(row.child) },
    { title: t('guardians.guardian'), key: 'guardian', render: (_, row) => person(row.guardian, row.guardian.phoneMasked) },
    { title: t('guardians.relation'), key: 'relation', render: (_, row) => t(`relation.${row.relation}`) },
    {
      title: t('guardians.origin'),
      key: 'origin',
      render: (_, row) => (
        <span className="two-lines">
          <span>{t(`guardians.origin.${row.origin}`)}</span>
          <small>{t(`guardians.consent.${row.consent}`)}</small>
        </span>
      ),
    },
    { title: t('guardians.since'), key: 'since', render: (_, row) => <Time at={row.since} /> },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, row) => (
        <span className="two-lines">
          <Status tone={row.endedAt ? 'quiet' : 'good'}>{t(`guardians.state.${row.endedAt ? 'ended' : 'live'}`)}</Status>
          <small>
            {row.endedBy
              ? [t(`guardians.ended.${row.endedBy}`), row.endReason].filter(Boolean).join(' · ')
              : t('guardians.until', { day: row.endsOn })}
          </small>
        </span>
      ),
    },
  ];
}

function acts(t: Texts, onEnd: (row: Guardianship) => void): NonNullable<TableProps<Guardianship>['columns']>[number] {
  return {
    title: <span className="hidden-word">{t('field.acts')}</span>,
    key: 'acts',
    align: 'right',
    fixed: 'right',
    render: (_, row) =>
      row.endedAt === null && (
        <Button size="small" danger onClick={() => onEnd(row)} data-testid="end-guardianship">
          {t('guardians.end')}
        </Button>
      ),
  };
}
