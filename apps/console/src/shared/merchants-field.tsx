import type { Programme } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Select } from 'antd';
import { useState } from 'react';
import { useOrganizationSearch, usePaused } from './organization-select.tsx';
import { useTexts } from './texts.ts';

type MerchantsFieldProps = {
  id?: string;
  value?: Id<'organization'>[];
  onChange?: (merchantIds: Id<'organization'>[]) => void;
  /** Names of those chosen before, which a search may not have found. */
  chosen?: Programme['merchantNames'] | undefined;
};

/** Chooses any number of merchants by name; as a form field. */
export function MerchantsField(props: MerchantsFieldProps) {
  const t = useTexts();
  const [text, setText] = useState('');
  const search = useOrganizationSearch(usePaused(text.trim()), 'merchant');
  const found = (search.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const known = (props.chosen ?? []).filter(({ id }) => !found.some(({ value }) => value === id)).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select<Id<'organization'>[]>
      id={props.id}
      mode="multiple"
      value={props.value ?? []}
      placeholder={t('organization.choose')}
      loading={search.isFetching}
      notFoundContent={search.isPending ? t('state.loading') : t('empty.noMatch')}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={[...known, ...found]}
      onChange={props.onChange}
      data-testid="programme-merchants"
    />
  );
}
