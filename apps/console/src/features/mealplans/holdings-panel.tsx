import type { MealHolding, MealPlan } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { EndHolding } from './end-holding.tsx';
import { HoldingState, takenWords } from './plan-words.tsx';
import { HOLDING_STATUSES, useHoldings } from './use-mealplans.ts';

const FILTERS = ['q', 'status'] as const;

/** Who has the plan, and what each has taken. */
export function HoldingsPanel(props: { planId: MealPlan['id'] }) {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useHoldings({ planId: props.planId, q: filters.get('q'), status: filters.pick('status', HOLDING_STATUSES) });
  const [ending, setEnding] = useState<MealHolding | null>(null);
  return (
    <Panel flush title={t('mealplans.holders')}>
      <FilterBar filters={filters}>
        <SearchBox filters={filters} placeholder={t('mealplans.searchHolders')} />
        <FilterSelect
          filters={filters}
          name="status"
          placeholder={t('field.status')}
          choices={HOLDING_STATUSES.map((status) => ({ value: status, label: t(`holdingStatus.${status}`) }))}
        />
      </FilterBar>
      <KeysetTable<MealHolding>
        list={list}
        columns={columns(t, can('mealplans.sell') ? setEnding : undefined)}
        rowKey={(holding) => holding.id}
        label={t('mealplans.holders')}
        empty={
          <EmptyState
            title={t(filters.active ? 'empty.noMatch' : 'mealplans.noHolders')}
            hint={t(filters.active ? 'empty.noMatchHint' : 'mealplans.noHoldersHint')}
          />
        }
        testId="holdings-table"
      />
      {ending && <EndHolding holding={ending} onClose={() => setEnding(null)} />}
    </Panel>
  );
}

export function canEnd({ status }: Pick<MealHolding, 'status'>): boolean {
  return status === 'active' || status === 'upcoming';
}

function columns(t: Texts, onEnd: ((holding: MealHolding) => void) | undefined): NonNullable<TableProps<MealHolding>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, holding) => (
        <Link className="cell-link" to={`/members/${holding.memberId}`}>
          {holding.memberName}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('mealplans.taken'), key: 'taken', render: (_, holding) => (holding.status === 'active' ? takenWords(t, holding) : '') },
    { title: t('mealplans.term'), key: 'days', render: (_, holding) => t('mealplans.days', { from: holding.from, until: holding.until }) },
    { title: t('field.status'), key: 'status', render: (_, holding) => <HoldingState status={holding.status} /> },
    { title: t('mealplans.source'), key: 'source', render: (_, holding) => t(`holdingSource.${holding.source}`) },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, holding) =>
        onEnd &&
        canEnd(holding) && (
          <Button size="small" onClick={() => onEnd(holding)} data-testid="end-holding">
            {t('mealplans.end')}
          </Button>
        ),
    },
  ];
}
