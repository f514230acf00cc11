import type { IssuerDeposit } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { STANDINGS, StandingOf, standingOf } from './deposit-parts.tsx';
import { OneDeposit } from './one-deposit.tsx';
import { SetDeposit } from './set-deposit.tsx';
import { SlipsPanel } from './slips-panel.tsx';
import { useDeposits } from './use-deposits.ts';

const FILTERS = ['q', 'standing'] as const;

/** Which issuers pay in advance and what is left of it; an issuer has one deposit at most, and comes to it at once. */
export function DepositsPage() {
  const t = useTexts();
  const all = useDeposits();
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const [own] = all.data?.items ?? [];
  if (isOperator) return <AllDeposits all={all} />;
  return (
    <>
      <PageHeader title={t('nav.deposits')} note={t('deposit.ownNote')} />
      <ErrorNotice error={all.error} onRetry={() => all.refetch()} />
      {all.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {own && <OneDeposit deposit={own} />}
      {all.data && !own && <EmptyState title={t('deposit.ownNone')} />}
    </>
  );
}

function AllDeposits({ all }: { all: ReturnType<typeof useDeposits> }) {
  const t = useTexts();
  const can = useCan();
  const [isOpening, setOpening] = useState(false);
  const open = can('deposits.write') && (
    <Button type="primary" onClick={() => setOpening(true)} data-testid="open-deposit">
      {t('deposit.open')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.deposits')} note={t('deposit.note')} actions={open} />
      <ErrorNotice error={all.error} onRetry={() => all.refetch()} />
      <div className="stack">
        <Panel flush testId="deposits">
          {all.isLoading && <Skeleton className="padded" active title={false} paragraph={{ rows: 6, width: '100%' }} />}
          {all.data?.items.length === 0 && <EmptyState title={t('deposit.none')} hint={t('deposit.noneHint')} />}
          {all.data && all.data.items.length > 0 && <DepositsTable items={all.data.items} />}
        </Panel>
        {(can('deposits.write') || can('deposits.approve')) && all.data && all.data.items.length > 0 && <SlipsPanel />}
      </div>
      {isOpening && <SetDeposit onClose={() => setOpening(false)} />}
    </>
  );
}

/** All of them are here already, so they are searched and sorted here. */
function DepositsTable({ items }: { items: readonly IssuerDeposit[] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const text = (filters.get('q') ?? '').toLowerCase();
  const standing = filters.pick('standing', STANDINGS);
  const found = items.filter((one) => one.issuerName.toLowerCase().includes(text) && (!standing || standingOf(one) === standing));
  return (
    <>
      <FilterBar filters={filters}>
        <SearchBox filters={filters} placeholder={t('deposit.search')} />
        <FilterSelect
          filters={filters}
          name="standing"
          placeholder={t('deposit.state')}
          choices={STANDINGS.map((value) => ({ value, label: t(`deposit.${value}`) }))}
        />
      </FilterBar>
      {found.length === 0 ? (
        <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
      ) : (
        <ScrollFrame className="keyset" target=".ant-table-content" testId="deposits-table">
          <Table<IssuerDeposit>
            aria-label={t('nav.deposits')}
            size="small"
            columns={columns(t)}
            dataSource={found}
            rowKey="issuerId"
            pagination={false}
            scroll={{ x: 'max-content' }}
            rowClassName="row-opens"
            onRow={({ issuerId }) => ({
              onClick: (event) => {
                if (event.target instanceof Element && !event.target.closest('a')) navigate(`/deposits/${issuerId}`);
              },
            })}
          />
        </ScrollFrame>
      )}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<IssuerDeposit>['columns']> {
  type Amount = 'balanceMinor' | 'unbilledMinor' | 'availableMinor' | 'lowMinor';
  const amount = (title: string, of: Amount) => ({
    title,
    key: of,
    align: 'right' as const,
    sorter: (a: IssuerDeposit, b: IssuerDeposit) => a[of] - b[of],
    render: (_: unknown, one: IssuerDeposit) => <Money minor={one[of]} />,
  });
  return [
    {
      title: t('deposit.issuer'),
      key: 'issuer',
      sorter: (a, b) => a.issuerName.localeCompare(b.issuerName),
      render: (_, one) => (
        <Link className="cell-link" to={`/deposits/${one.issuerId}`}>
          {one.issuerName}
        </Link>
      ),
    },
    { title: t('deposit.state'), key: 'standing', render: (_, one) => <StandingOf deposit={one} /> },
    amount(t('deposit.balance'), 'balanceMinor'),
    amount(t('deposit.unbilled'), 'unbilledMinor'),
    amount(t('deposit.available'), 'availableMinor'),
    amount(t('deposit.low'), 'lowMinor'),
  ];
}
