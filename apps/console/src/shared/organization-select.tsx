import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Organization } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { client } from './api.ts';
import { useTexts } from './texts.ts';

type OrganizationSelectProps = {
  id?: string;
  value?: Id<'organization'> | null;
  onChange?: (organizationId: Id<'organization'>) => void;
  onPicked?: (organization: Organization) => void;
  kind?: Organization['kind'];
  /** Names the field where no form does. */
  label?: string;
  /** The chosen one, which a search may not have found. */
  chosen?: Organization;
  clearable?: boolean;
  testId?: string;
};
const SHOWN = 50;
const PAUSE_MS = 200;

/** Waits until typing pauses. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

export function useOrganizationSearch(q: string, kind?: Organization['kind'], enabled = true) {
  return useQuery({
    queryKey: ['organizations', 'search', q, kind ?? ''],
    queryFn: ({ signal }) => client.organizations.listOrganizations({ q: q || undefined, kind, limit: SHOWN }, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Chooses an organisation by name; as a form field. */
export function OrganizationSelect(props: OrganizationSelectProps) {
  const t = useTexts();
  const [text, setText] = useState('');
  const search = useOrganizationSearch(usePaused(text.trim()), props.kind);
  const items = search.data?.items ?? [];
  const found = props.chosen && !items.some((one) => one.id === props.chosen?.id) ? [props.chosen, ...items] : items;
  return (
    <Select<Id<'organization'>>
      id={props.id}
      value={props.value ?? undefined}
      allowClear={props.clearable ?? false}
      aria-label={props.label}
      placeholder={t('organization.choose')}
      loading={search.isFetching}
      notFoundContent={search.isPending ? t('state.loading') : t('empty.noMatch')}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={found.map((organization) => ({ value: organization.id, label: organization.name }))}
      onChange={(organizationId) => {
        props.onChange?.(organizationId);
        const organization = found.find((candidate) => candidate.id === organizationId);
        if (organization) props.onPicked?.(organization);
      }}
      data-testid={props.testId}
    />
  );
}
