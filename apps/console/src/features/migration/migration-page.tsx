import type { OldCard } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { Batches } from './batches.tsx';
import './migration.css';
import { OLD_CARD_STATES, useExportOldCards, useMigration, useOldCards } from './use-migration.ts';

const FILTERS = ['q', 'state'] as const;
const TONES = { active: 'good', outdated: 'warn', replaced: 'quiet' } as const;

/** The change from the old system: how far it has got, what the files brought, and who still holds an old card. */
export function MigrationPage() {
  const t = useTexts();
  const can = useCan();
  return (
    <>
      <PageHeader
        title={t('nav.migration')}
        note={t('migration.note')}
        actions={
          can('migration.write') && (
            <Link to="/imports?kind=oldCards">
              <Button type="primary" tabIndex={-1} data-testid="import-old-cards">
                {t('migration.import')}
              </Button>
            </Link>
          )
        }
      />
      <div className="stack">
        <Standing />
        <Batches />
        <OldCards />
      </div>
    </>
  );
}

/** Who holds or held an old card. */
function OldCards() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const asked = { q: filters.get('q'), state: filters.pick('state', OLD_CARD_STATES) };
  const list = useOldCards(asked);
  const exporting = useExportOldCards();
  return (
    <Panel
      flush
      title={t('migration.cards')}
      extra={
        <Button size="small" loading={exporting.isPending} onClick={() => exporting.mutate(asked)} data-testid="export-old-cards">
          {t('migration.export')}
        </Button>
      }
    >
      <ErrorNotice error={exporting.error} />
      <FilterBar filters={filters}>
        <SearchBox filters={filters} placeholder={t('migration.search')} />
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={OLD_CARD_STATES.map((state) => ({ value: state, label: t(`migration.card.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<OldCard>
        list={list}
        columns={columns(t)}
        rowKey={(card) => card.cardId}
        label={t('migration.cards')}
        empty={
          filters.active ? (
            <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
          ) : (
            <EmptyState title={t('migration.empty')} hint={t('migration.emptyHint')} />
          )
        }
        testId="old-cards-table"
      />
    </Panel>
  );
}

/** How many still hold an old card, in words and as a bar. */
function Standing() {
  const t = useTexts();
  const { data, error, refetch } = useMigration();
  if (error) return <ErrorNotice error={error} onRetry={() => refetch()} />;
  if (!data || data.active + data.outdated + data.replaced === 0) return null;
  const total = data.active + data.outdated + data.replaced;
  const done = Math.round((data.replaced / total) * 100);
  return (
    <Panel title={t('migration.progress')} testId="migration-standing">
      <p className="migration-done">{t('migration.done', { replaced: data.replaced, total })}</p>
      <div
        className="migration-track"
        role="progressbar"
        aria-label={t('migration.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done}
      >
        <div style={{ width: `${done}%` }} />
      </div>
      <p className="quiet">
        {[
          t('migration.still', { count: data.active }),
          ...(data.outdated > 0 ? [t('migration.over', { count: data.outdated })] : []),
          ...(data.endsOn ? [t('migration.ends', { day: data.endsOn })] : []),
        ].join(' · ')}
      </p>
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<OldCard>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, card) => (
        <span className="two-lines">
          <Link to={`/members/${card.memberId}`}>{card.memberName}</Link>
          <small className="number">{card.memberNumber}</small>
        </span>
      ),
    },
    { title: t('migration.department'), key: 'department', render: (_, card) => card.department ?? <span className="quiet">—</span> },
    { title: t('migration.tail'), key: 'tail', className: 'number', render: (_, card) => `•••• ${card.tail}` },
    { title: t('migration.validUntil'), key: 'until', className: 'number', dataIndex: 'validUntil' },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, card) => <Status tone={TONES[card.state]}>{t(`migration.card.${card.state}`)}</Status>,
    },
  ];
}
