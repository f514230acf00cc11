import { Button } from 'antd';
import { useState } from 'react';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { TERMINAL_STATUSES } from '../../shared/limits.ts';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CreateTerminalDialog } from './create-terminal-dialog.tsx';
import { useTerminalColumns } from './terminal-columns.tsx';
import { useTerminals } from './use-terminals.ts';

const FILTERS = ['q', 'status'] as const;

export function TerminalsPage() {
  const t = useTexts();
  const can = useCan();
  const own = useSession().staff?.organizationKind === 'merchant';
  const filters = useFilters(FILTERS);
  const list = useTerminals({ q: filters.get('q'), status: filters.pick('status', TERMINAL_STATUSES) });
  const [creating, setCreating] = useState(false);
  const { columns, dialogs } = useTerminalColumns({ withMerchant: !own });
  const create = can('terminals.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-terminal">
      {t('terminals.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.terminals')} note={t('terminals.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('terminals.search')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={TERMINAL_STATUSES.map((status) => ({ value: status, label: t(`terminalStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable
          list={list}
          columns={columns}
          rowKey={(terminal) => terminal.id}
          label={t('nav.terminals')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('terminals.empty')} hint={t('terminals.emptyHint')} action={create} />
            )
          }
          testId="terminals-table"
        />
      </Panel>
      {creating && <CreateTerminalDialog onClose={() => setCreating(false)} />}
      {dialogs}
    </>
  );
}
