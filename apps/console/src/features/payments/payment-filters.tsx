import { useQuery } from '@tanstack/react-query';
import { PAYMENT_KINDS } from '@tessera/contract/payment-kinds';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { usePaused } from '../../shared/organization-select.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { TermSelect } from './term-select.tsx';

const TERMINALS_SHOWN = 100;

export function PaymentFilters(props: { filters: Filters }) {
  const t = useTexts();
  const { filters } = props;
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('payments.search')} />
      <FilterSelect
        filters={filters}
        name="kind"
        width={104}
        placeholder={t('filter.kind')}
        choices={PAYMENT_KINDS.map((kind) => ({ value: kind, label: t(`payment.${kind}`) }))}
      />
      <DayRange filters={filters} />
      <TermSelect filters={filters} />
      <PlaceFilters filters={filters} />
    </FilterBar>
  );
}

/** Merchant and terminal, for whoever may look at more than one. */
export function PlaceFilters({ filters }: { filters: Filters }) {
  const can = useCan();
  return (
    <>
      {can('organizations.read') && <MerchantFilter filters={filters} />}
      {can('terminals.read') && <TerminalFilter filters={filters} />}
    </>
  );
}

function TerminalFilter(props: { filters: Filters }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const q = usePaused(text.trim());
  const organizationId = readId<'organization'>(props.filters.get('merchant'));
  const search = useQuery({
    queryKey: ['terminals', 'search', q, organizationId],
    queryFn: ({ signal }) => client.terminals.listTerminals({ q: q || undefined, organizationId, limit: TERMINALS_SHOWN }, { signal }),
  });
  return (
    <FilterSelect
      filters={props.filters}
      name="terminal"
      placeholder={t('field.terminal')}
      onSearch={setText}
      choices={(search.data?.items ?? []).map((terminal) => ({ value: terminal.id, label: `${terminal.name} · ${terminal.organizationName}` }))}
    />
  );
}
