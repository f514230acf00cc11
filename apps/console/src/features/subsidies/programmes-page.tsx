import type { Programme } from '@tessera/contract';
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
import { ProgrammeForm } from './programme-form.tsx';
import { ProgrammeStatus, useExpiryWords } from './programme-words.tsx';
import { PROGRAMME_STATUSES, useProgrammes } from './use-subsidies.ts';

const FILTERS = ['q', 'status'] as const;

export function ProgrammesPage() {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  const expiryWords = useExpiryWords();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useProgrammes({ q: filters.get('q'), status: filters.pick('status', PROGRAMME_STATUSES) });
  const [creating, setCreating] = useState(false);
  const create = can('subsidies.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-programme">
      {t('subsidies.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.subsidies')} note={t('subsidies.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('subsidies.search')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={PROGRAMME_STATUSES.map((status) => ({ value: status, label: t(`programmeStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<Programme>
          list={list}
          columns={columns(t, { named, expiryWords })}
          rowKey={(programme) => programme.id}
          label={t('nav.subsidies')}
          onOpen={(programme) => navigate(`/subsidies/${programme.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('subsidies.empty')} hint={t('subsidies.emptyHint')} action={create} />
            )
          }
          testId="programmes-table"
        />
      </Panel>
      {creating && <ProgrammeForm onClose={() => setCreating(false)} onSaved={(programme) => navigate(`/subsidies/${programme.id}`)} />}
    </>
  );
}

type Words = { named: ReturnType<typeof useNamed>; expiryWords: ReturnType<typeof useExpiryWords> };

function columns(t: Texts, { named, expiryWords }: Words): NonNullable<TableProps<Programme>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, programme) => (
        <Link className="cell-link" to={`/subsidies/${programme.id}`}>
          {named(programme.name)}
        </Link>
      ),
    },
    { title: t('subsidies.scope'), key: 'scope', render: (_, programme) => scopeWords(t, programme) },
    { title: t('subsidies.expiry'), key: 'expiry', render: (_, programme) => expiryWords(programme.expiry) },
    { title: t('field.status'), key: 'status', render: (_, programme) => <ProgrammeStatus status={programme.status} /> },
    { title: t('subsidies.granted'), key: 'granted', align: 'right', render: (_, programme) => <Money minor={programme.grantedMinor} /> },
    { title: t('subsidies.left'), key: 'left', align: 'right', render: (_, programme) => <Money minor={programme.leftMinor} /> },
  ];
}
