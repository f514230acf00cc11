import { FilterSelect } from '../../shared/filter-bar.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useTerms } from './use-statement.ts';

/** The terms of the year set both days at once. */
export function TermSelect(props: { filters: Filters }) {
  const t = useTexts();
  const terms = useTerms().data?.items ?? [];
  const { filters } = props;
  const chosen = terms.find(({ from, to }) => from === filters.get('from') && to === filters.get('to'));
  const asFilters: Filters = {
    ...filters,
    get: (name) => (name === 'term' ? chosen?.from : filters.get(name)),
    set: ({ term }) => {
      const found = terms.find(({ from }) => from === term);
      filters.set({ from: found?.from, to: found?.to });
    },
  };
  if (terms.length === 0) return null;
  return (
    <FilterSelect
      filters={asFilters}
      name="term"
      width={168}
      placeholder={t('statement.term')}
      choices={terms.map(({ name, from }) => ({ value: from, label: name }))}
    />
  );
}
