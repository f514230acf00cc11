import type { PointsProgramme } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { Points, PointsStatus, priceText } from './loyalty-words.tsx';
import { ProgrammeForm } from './programme-form.tsx';
import { POINTS_STATUSES, usePointsProgrammes } from './use-loyalty.ts';

const FILTERS = ['q', 'status'] as const;

export function PointsProgrammesPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const navigate = useNavigate();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const filters = useFilters(FILTERS);
  const list = usePointsProgrammes({ q: filters.get('q'), status: filters.pick('status', POINTS_STATUSES) });
  const [creating, setCreating] = useState(false);
  const create = can('loyalty.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-points-programme">
      {t('loyalty.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('nav.points')}
        note={t('loyalty.note')}
        actions={
          <>
            {can('loyalty.write') && <KeysLink />}
            {create}
          </>
        }
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('loyalty.search')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={POINTS_STATUSES.map((status) => ({ value: status, label: t(`pointsStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<PointsProgramme>
          list={list}
          columns={columns(t, { named, isOperator })}
          rowKey={(programme) => programme.id}
          label={t('nav.points')}
          onOpen={(programme) => navigate(`/points/${programme.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('loyalty.empty')} hint={t('loyalty.emptyHint')} action={create} />
            )
          }
          testId="points-programmes-table"
        />
      </Panel>
      {creating && <ProgrammeForm onClose={() => setCreating(false)} onSaved={(programme) => navigate(`/points/${programme.id}`)} />}
    </>
  );
}

function KeysLink() {
  const t = useTexts();
  return (
    <Link to="/points/keys">
      <Button tabIndex={-1} icon={<Icon name="key" size={16} />}>
        {t('loyalty.keys')}
      </Button>
    </Link>
  );
}

function columns(
  t: Texts,
  { named, isOperator }: { named: ReturnType<typeof useNamed>; isOperator: boolean },
): NonNullable<TableProps<PointsProgramme>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, programme) => (
        <Link className="cell-link" to={`/points/${programme.id}`}>
          {named(programme.name)}
        </Link>
      ),
    },
    ...(isOperator ? [{ title: t('loyalty.issuer'), dataIndex: 'issuerName', key: 'issuer' }] : []),
    { title: t('field.status'), key: 'status', render: (_, programme) => <PointsStatus status={programme.status} /> },
    {
      title: t('loyalty.price'),
      key: 'price',
      align: 'right',
      className: 'number',
      render: (_, { pricePerThousandPoints: price }) => (price === null ? '—' : priceText(price)),
    },
    { title: t('loyalty.granted'), key: 'granted', align: 'right', render: (_, programme) => <Points points={programme.granted} /> },
    { title: t('loyalty.redeemed'), key: 'redeemed', align: 'right', render: (_, programme) => <Points points={programme.redeemed} /> },
    { title: t('loyalty.outstanding'), key: 'outstanding', align: 'right', render: (_, programme) => <Points points={programme.outstanding} /> },
  ];
}
