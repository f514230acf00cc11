import { useQuery } from '@tanstack/react-query';
import type { ImportOptions } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { client } from '../../shared/api.ts';
import { useTexts } from '../../shared/texts.ts';

const PLANS_SHOWN = 200;

/** What a file of holders needs to know: which plan they are given. */
export function hasMealPlanOptions({ planId }: ImportOptions): boolean {
  return typeof planId === 'string';
}

/** The plan from whose page the file was brought, until another is chosen. */
export function useInitialMealPlanOptions(stored: ImportOptions): ImportOptions {
  const [search] = useSearchParams();
  const from = search.get('mealPlan');
  return stored.planId === undefined && from ? { ...stored, planId: from } : stored;
}

export function MealPlanOptions(props: { options: ImportOptions; onChange: (options: ImportOptions) => void }) {
  const t = useTexts();
  const named = useNamed();
  const { options, onChange } = props;
  const plans = useQuery({
    queryKey: ['mealplans', 'open'],
    queryFn: ({ signal }) => client.mealplans.listMealPlans({ status: 'open', limit: PLANS_SHOWN }, { signal }),
  });
  return (
    <fieldset className="import-options">
      <legend>{t('imports.optionsTitle')}</legend>
      <label htmlFor="import-plan">
        <span>{t('mealplans.plan')}</span>
        <Select
          id="import-plan"
          value={typeof options.planId === 'string' ? options.planId : null}
          placeholder={t('mealplans.choosePlan')}
          loading={plans.isFetching}
          notFoundContent={t(plans.isPending ? 'state.loading' : 'mealplans.emptyOpen')}
          options={(plans.data?.items ?? []).map(({ id, name }) => ({ value: id, label: named(name) }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(planId: string) => onChange({ ...options, planId })}
          data-testid="import-plan"
        />
      </label>
    </fieldset>
  );
}
