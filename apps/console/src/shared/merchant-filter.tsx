import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from './api.ts';
import { FilterSelect } from './filter-bar.tsx';
import { readId } from './ids.ts';
import { useOrganizationSearch, usePaused } from './organization-select.tsx';
import { useSession } from './session.tsx';
import { useTexts } from './texts.ts';
import type { Filters } from './use-filters.ts';

/** A merchant's own people have one merchant, so there is nothing to choose. */
export function MerchantFilter(props: { filters: Filters }) {
  const t = useTexts();
  const ofOperator = useSession().staff?.organizationKind !== 'merchant';
  const [text, setText] = useState('');
  const search = useOrganizationSearch(usePaused(text.trim()), 'merchant', ofOperator);
  const chosen = readId<'organization'>(props.filters.get('merchant'));
  const found = search.data?.items ?? [];
  const one = useQuery({
    queryKey: ['organizations', 'one', chosen],
    queryFn: ({ signal }) => {
      if (!chosen) throw new RangeError('asked for no merchant');
      return client.organizations.getOrganization({ organizationId: chosen }, { signal });
    },
    enabled: ofOperator && chosen !== undefined && search.isSuccess && !found.some((merchant) => merchant.id === chosen),
  });
  if (!ofOperator) return null;
  const merchants = one.data && one.data.id === chosen && !found.some((merchant) => merchant.id === chosen) ? [one.data, ...found] : found;
  return (
    <FilterSelect
      filters={props.filters}
      name="merchant"
      placeholder={t('field.merchant')}
      onSearch={setText}
      choices={merchants.map((merchant) => ({ value: merchant.id, label: merchant.name }))}
    />
  );
}
