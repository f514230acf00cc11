import { useMutation } from '@tanstack/react-query';
import type { MealTotal } from '@tessera/contract';
import { Money, useNamed, useSettings } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { client } from '../../shared/api.ts';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { readDay, useFilters } from '../../shared/use-filters.ts';
import { MEAL_PERIODS, type MealQuery, useMealSum, useMealTotals, usePlanChoices } from './use-mealplans.ts';

const FILTERS = ['from', 'to', 'plan', 'period', 'merchant'] as const;

/** Meals that plans paid for, by day, period and merchant. */
export function MealsPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const filters = useFilters(FILTERS);
  const plans = usePlanChoices();
  const query: MealQuery = {
    from: readDay(filters, 'from'),
    to: readDay(filters, 'to'),
    planId: readId<'mealPlan'>(filters.get('plan')),
    merchantId: readId<'organization'>(filters.get('merchant')),
    period: filters.pick('period', MEAL_PERIODS),
  };
  const list = useMealTotals(query);
  return (
    <>
      <PageHeader
        title={t('mealplans.totals')}
        note={t('mealplans.totalsNote')}
        back={{ to: '/meal-plans', label: t('nav.mealplans') }}
        actions={<ExportMeals query={query} />}
      />
      <Panel flush>
        <FilterBar filters={filters} extra={<Sum query={query} />}>
          <DayRange filters={filters} />
          <FilterSelect
            filters={filters}
            name="plan"
            placeholder={t('mealplans.plan')}
            choices={(plans.data?.items ?? []).map((plan) => ({ value: plan.id, label: named(plan.name) }))}
          />
          <FilterSelect
            filters={filters}
            name="period"
            placeholder={t('mealplans.period')}
            choices={MEAL_PERIODS.map((period) => ({ value: period, label: t(`meal.${period}`) }))}
          />
          {can('organizations.read') && <MerchantFilter filters={filters} />}
        </FilterBar>
        <KeysetTable<MealTotal>
          list={list}
          columns={columns(t)}
          rowKey={(row) => `${row.mealOn} ${row.period} ${row.merchantId}`}
          label={t('mealplans.totals')}
          empty={
            <EmptyState
              title={t(filters.active ? 'empty.noMatch' : 'mealplans.noMeals')}
              hint={t(filters.active ? 'empty.noMatchHint' : 'mealplans.noMealsHint')}
            />
          }
          testId="meals-table"
        />
      </Panel>
    </>
  );
}

function Sum(props: { query: MealQuery }) {
  const t = useTexts();
  const sum = useMealSum(props.query);
  if (!sum.data) return null;
  return (
    <span className="quiet" role="status" data-testid="meals-sum">
      {t('mealplans.spanOf', { from: sum.data.from, to: sum.data.to })} · {t('mealplans.mealCount', { count: sum.data.count })} ·{' '}
      <Money minor={sum.data.coveredMinor} />
    </span>
  );
}

function ExportMeals(props: { query: MealQuery }) {
  const t = useTexts();
  const { locale } = useSettings();
  const save = useMutation({
    mutationFn: () => client.mealplans.exportMealTotals({ ...props.query, language: locale }),
    onSuccess: (file) => saveFile(`${t('mealplans.fileName')}.csv`, file),
  });
  return (
    <>
      <Button icon={<Icon name="download" size={16} />} loading={save.isPending} onClick={() => save.mutate()} data-testid="export-meals">
        {t('export.open')}
      </Button>
      <ErrorNotice error={save.error} onRetry={() => save.mutate()} />
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<MealTotal>['columns']> {
  return [
    { title: t('mealplans.mealOn'), dataIndex: 'mealOn', key: 'mealOn', className: 'number' },
    { title: t('mealplans.period'), key: 'period', render: (_, row) => t(`meal.${row.period}`) },
    { title: t('field.merchant'), dataIndex: 'merchantName', key: 'merchant' },
    { title: t('mealplans.meals'), dataIndex: 'count', key: 'count', align: 'right', className: 'number' },
    { title: t('mealplans.covered'), key: 'covered', align: 'right', render: (_, row) => <Money minor={row.coveredMinor} /> },
    { title: t('mealplans.prices'), key: 'prices', align: 'right', render: (_, row) => <Money minor={row.priceMinor} /> },
  ];
}
