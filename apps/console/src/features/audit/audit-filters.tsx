import { AUDIT_OUTCOMES } from '@tessera/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId, shortId } from '../../shared/ids.ts';
import { useOrganizationSearch, usePaused } from '../../shared/organization-select.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { ActionName, TargetName } from './action-name.tsx';
import { FOLLOWED, type Followed, useActions } from './use-audit.ts';

export function AuditFilters(props: { filters: Filters }) {
  const t = useTexts();
  const can = useCan();
  const { filters } = props;
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('audit.search')} />
      <DayRange filters={filters} />
      <FilterSelect
        filters={filters}
        name="outcome"
        width={120}
        placeholder={t('audit.outcome')}
        choices={AUDIT_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
      />
      <ActionFilter filters={filters} />
      {can('organizations.read') && <OrganizationFilter filters={filters} />}
      {FOLLOWED.map((name) => name !== 'org' && <FollowedFilter key={name} name={name} filters={filters} />)}
    </FilterBar>
  );
}

/** The actions that occur in this log, by what is typed of their code. */
function ActionFilter(props: { filters: Filters }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const actions = useActions();
  const chosen = props.filters.get('action');
  const found = (actions.data?.items ?? []).filter((action) => action.toLowerCase().includes(text.trim().toLowerCase()));
  const all = chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  return (
    <FilterSelect
      filters={props.filters}
      name="action"
      width={168}
      placeholder={t('audit.action')}
      onSearch={setText}
      choices={all.map((action) => ({ value: action, label: <ActionName action={action} /> }))}
    />
  );
}

function OrganizationFilter(props: { filters: Filters }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const search = useOrganizationSearch(usePaused(text.trim()));
  const found = search.data?.items ?? [];
  const chosen = readId<'organization'>(props.filters.get('org'));
  const choices = found.map((organization) => ({ value: organization.id, label: organization.name }));
  return (
    <FilterSelect
      filters={props.filters}
      name="org"
      width={152}
      placeholder={t('field.organization')}
      onSearch={setText}
      choices={chosen && !found.some(({ id }) => id === chosen) ? [{ value: chosen, label: shortId(chosen) }, ...choices] : choices}
    />
  );
}

/** What was followed from a record; the button takes it away again. */
function FollowedFilter(props: { name: Exclude<Followed, 'org'>; filters: Filters }) {
  const t = useTexts();
  const { name, filters } = props;
  const value = filters.get(name);
  if (!value) return null;
  return (
    <Button
      onClick={() => filters.set({ [name]: undefined })}
      title={value}
      aria-label={`${t('audit.drop')}: ${t(`audit.follow.${name}`)}`}
      data-testid={`followed-${name}`}
    >
      {t(`audit.follow.${name}`)}{' '}
      {name === 'kind' ? <TargetName kind={value} /> : <span className="mono">{readId(value) ? shortId(value) : value}</span>}
      <Icon name="close" size={12} />
    </Button>
  );
}
