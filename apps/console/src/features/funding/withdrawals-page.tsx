import { WITHDRAWAL_STATES, type Withdrawal } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CreateWithdrawalDialog } from './create-withdrawal-dialog.tsx';
import { useWithdrawals } from './use-withdrawals.ts';
import { WithdrawalActs } from './withdrawal-acts.tsx';

const FILTERS = ['q', 'state'] as const;
const TONES = {
  waiting: 'warn',
  approved: 'brand',
  paying: 'brand',
  done: 'good',
  partly: 'warn',
  failed: 'bad',
  refused: 'quiet',
  cancelled: 'quiet',
} as const satisfies Record<Withdrawal['state'], Tone>;

/** Money that members take out: who asked, who approved, and how far it is. */
export function WithdrawalsPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useWithdrawals({ q: filters.get('q'), state: filters.pick('state', WITHDRAWAL_STATES) });
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHeader
        title={t('nav.withdrawals')}
        note={t('withdrawals.note')}
        actions={
          can('funding.write') && (
            <Button type="primary" onClick={() => setCreating(true)} data-testid="new-withdrawal">
              {t('withdrawals.new')}
            </Button>
          )
        }
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('alerts.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={WITHDRAWAL_STATES.map((state) => ({ value: state, label: t(`withdrawalState.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<Withdrawal>
          list={list}
          columns={columns(t)}
          rowKey={(one) => one.id}
          label={t('nav.withdrawals')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('withdrawals.empty')} hint={t('withdrawals.emptyHint')} />
            )
          }
          testId="withdrawals-table"
        />
      </Panel>
      {creating && <CreateWithdrawalDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Withdrawal>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, one) => <Time at={one.createdAt} /> },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, one) => (
        <Link className="cell-link two-lines" to={`/members/${one.memberId}`}>
          <span>{one.memberName}</span>
          <small className="number">{one.memberNumber}</small>
        </Link>
      ),
    },
    { title: t('withdrawals.amount'), key: 'amount', align: 'right', render: (_, one) => <Sums one={one} t={t} /> },
    { title: t('withdrawals.way'), key: 'way', render: (_, one) => t(`withdrawalWay.${one.way}`) },
    {
      title: t('withdrawals.who'),
      key: 'who',
      render: (_, one) => (
        <span className="two-lines">
          <span>{one.madeByName ?? t('withdrawals.byMember')}</span>
          {one.decidedByName && <small>{t('withdrawals.decidedBy', { name: one.decidedByName })}</small>}
        </span>
      ),
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, one) => (
        <span className="two-lines">
          <Status tone={TONES[one.state]}>{t(`withdrawalState.${one.state}`)}</Status>
          <Note one={one} t={t} />
        </span>
      ),
    },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, one) => <WithdrawalActs withdrawal={one} />,
    },
  ];
}

function Sums({ one, t }: { one: Withdrawal; t: Texts }) {
  return (
    <span className="two-lines">
      <Money minor={one.amountMinor} />
      {one.giftMinor > 0 && (
        <small>
          {t('withdrawals.gift')} <Money minor={one.giftMinor} />
        </small>
      )}
    </span>
  );
}

function Note({ one, t }: { one: Withdrawal; t: Texts }) {
  if (one.state === 'partly') {
    return (
      <small>
        {t('withdrawals.paid')} <Money minor={one.paidMinor} />
      </small>
    );
  }
  const text = one.note ?? one.reason;
  return text ? <small>{text}</small> : null;
}
