import type { MealPlan } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { scopeWords } from '../../shared/scope-fields.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { PlanForm } from './plan-form.tsx';
import { limitWords, PlanStatus } from './plan-words.tsx';
import { PLAN_STATUSES, usePlans } from './use-mealplans.ts';

const FILTERS = ['q', 'status'] as const;

export function PlansPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = usePlans({ q: filters.get('q'), status: filters.pick('status', PLAN_STATUSES) });
  const [creating, setCreating] = useState(false);
  const create = can('mealplans.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-plan">
      {t('mealplans.create')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('nav.mealplans')}
        note={t('mealplans.note')}
        actions={
          <>
            <Button onClick={() => navigate('/meals')}>{t('mealplans.totals')}</Button>
            {create}
          </>
        }
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('mealplans.search')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={PLAN_STATUSES.map((status) => ({ value: status, label: t(`programmeStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<MealPlan>
          list={list}
          columns={columns(t, named)}
          rowKey={(plan) => plan.id}
          label={t('nav.mealplans')}
          onOpen={(plan) => navigate(`/meal-plans/${plan.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('mealplans.empty')} hint={t('mealplans.emptyHint')} action={create} />
            )
          }
          testId="plans-table"
        />
      </Panel>
      {creating && <PlanForm onClose={() => setCreating(false)} onSaved={(plan) => navigate(`/meal-plans/${plan.id}`)} />}
    </>
  );
}

function columns(t: Texts, named: ReturnType<typeof useNamed>): NonNullable<TableProps<MealPlan>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, plan) => (
        <Link className="cell-link" to={`/meal-plans/${plan.id}`}>
          {named(plan.name)}
        </Link>
      ),
    },
    {
      title: t('mealplans.limits'),
      key: 'limits',
      render: (_, plan) => (
        <span className="plan-lines">
          <span>{plan.periods.map(({ period }) => t(`meal.${period}`)).join(t('subsidies.and'))}</span>
          <small className="quiet">{limitWords(t, plan)}</small>
        </span>
      ),
    },
    { title: t('subsidies.scope'), key: 'scope', render: (_, plan) => scopeWords(t, plan) },
    { title: t('field.status'), key: 'status', render: (_, plan) => <PlanStatus status={plan.status} /> },
    { title: t('mealplans.holders'), key: 'holders', align: 'right', className: 'number', render: (_, plan) => plan.holderCount },
    {
      title: t('mealplans.price'),
      key: 'price',
      align: 'right',
      render: (_, plan) => (plan.priceMinor === null ? <span className="quiet">{t('mealplans.free')}</span> : <Money minor={plan.priceMinor} />),
    },
  ];
}
