import type { ClosureRound } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { headCount, RoundState } from './closure-words.tsx';
import { CreateRoundDialog } from './create-round-dialog.tsx';
import { ROUND_STATES, useRounds } from './use-closures.ts';

const FILTERS = ['state'] as const;

/** Members who leave, one at the counter or a whole class: who, how much, and how far it is. */
export function ClosureRoundsPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useRounds({ state: filters.pick('state', ROUND_STATES) });
  const [creating, setCreating] = useState(false);
  const create = can('closures.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-closure-round">
      {t('closures.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.closures')} note={t('closures.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={ROUND_STATES.map((state) => ({ value: state, label: t(`closureRoundState.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<ClosureRound>
          list={list}
          columns={columns(t)}
          rowKey={(round) => round.id}
          label={t('nav.closures')}
          onOpen={(round) => navigate(`/closures/${round.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('closures.empty')} hint={t('closures.emptyHint')} action={create} />
            )
          }
          testId="closure-rounds-table"
        />
      </Panel>
      {creating && <CreateRoundDialog onClose={() => setCreating(false)} onMade={(round) => navigate(`/closures/${round.id}`)} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<ClosureRound>['columns']> {
  return [
    {
      title: t('field.time'),
      key: 'at',
      render: (_, round) => (
        <Link className="cell-link" to={`/closures/${round.id}`}>
          <Time at={round.createdAt} />
        </Link>
      ),
    },
    { title: t('closures.reason'), key: 'reason', render: (_, round) => round.reason },
    { title: t('closures.members'), key: 'members', align: 'right', render: (_, round) => headCount(round) },
    { title: t('closures.own'), key: 'own', align: 'right', render: (_, round) => <Money minor={round.ownMinor} /> },
    { title: t('closures.paid'), key: 'paid', align: 'right', render: (_, round) => <Money minor={round.paidMinor} /> },
    {
      title: t('closures.by'),
      key: 'by',
      render: (_, round) => (
        <span className="two-lines">
          <span>{round.madeByName}</span>
          {round.decidedByName && <small>{t('withdrawals.decidedBy', { name: round.decidedByName })}</small>}
        </span>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, round) => <RoundState state={round.state} /> },
  ];
}
