import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { Select } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { usePaused } from '../../shared/organization-select.tsx';
import { useTexts } from '../../shared/texts.ts';

type TerminalsFieldProps = {
  id?: string;
  value?: Id<'terminal'>[];
  onChange?: (terminalIds: Id<'terminal'>[]) => void;
  /** Names of those chosen before, which a search may not have found. */
  chosen?: readonly { id: string; name: string }[] | undefined;
};
const SHOWN = 50;

/** Chooses any number of terminals by name; as a form field. */
export function TerminalsField(props: TerminalsFieldProps) {
  const t = useTexts();
  const [text, setText] = useState('');
  const q = usePaused(text.trim());
  const search = useQuery({
    queryKey: ['terminals', 'search', q],
    queryFn: ({ signal }) => client.terminals.listTerminals({ q: q || undefined, limit: SHOWN }, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = (search.data?.items ?? []).map(({ id, name, organizationName }) => ({ value: id, label: `${name} · ${organizationName}` }));
  const known = (props.chosen ?? [])
    .filter(({ id }) => !found.some(({ value }) => value === id))
    .map(({ id, name }) => ({ value: id as Id<'terminal'>, label: name })); // The plan's own.
  return (
    <Select<Id<'terminal'>[]>
      id={props.id}
      mode="multiple"
      value={props.value ?? []}
      placeholder={t('mealplans.allTerminals')}
      loading={search.isFetching}
      notFoundContent={search.isPending ? t('state.loading') : t('empty.noMatch')}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={[...known, ...found]}
      onChange={props.onChange}
    />
  );
}
