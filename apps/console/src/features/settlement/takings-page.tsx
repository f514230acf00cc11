import type { TakingsStatement } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { PayoutMark } from './payout-parts.tsx';
import { TAKINGS_FILTERS, useTakingsStatements } from './use-takings.ts';

/** What merchants took in money and what is left of it for them, newest first. */
export function TakingsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(TAKINGS_FILTERS);
  const list = useTakingsStatements(filters);
  const isOperator = useSession().staff?.organizationKind === 'operator';
  return (
    <>
      <PageHeader title={t('nav.takingsStatements')} note={t('takings.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <DayRange filters={filters} />
          <MerchantFilter filters={filters} />
        </FilterBar>
        <KeysetTable<TakingsStatement>
          list={list}
          columns={columns(t, isOperator)}
          rowKey={(statement) => statement.id}
          label={t('nav.takingsStatements')}
          onOpen={(statement) => navigate(`/takings/${statement.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('takings.none')} hint={t('takings.noneHint')} />
            )
          }
          testId="takings-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts, isOperator: boolean): NonNullable<TableProps<TakingsStatement>['columns']> {
  return [
    {
      title: t('takings.days'),
      key: 'days',
      className: 'number',
      render: (_, { id, firstOn, lastOn }) => (
        <Link className="cell-link" to={`/takings/${id}`}>
          {firstOn === lastOn ? lastOn : `${firstOn} – ${lastOn}`}
        </Link>
      ),
    },
    ...(isOperator ? [{ title: t('takings.merchant'), dataIndex: 'merchantName', key: 'merchant' }] : []),
    { title: t('takings.count'), key: 'count', align: 'right', render: (_, statement) => <Count of={statement.paymentCount} /> },
    { title: t('takings.gross'), key: 'gross', align: 'right', render: (_, statement) => <Money minor={statement.grossMinor} /> },
    { title: t('takings.refunds'), key: 'refunds', align: 'right', render: (_, statement) => <Money minor={statement.refundsMinor} /> },
    { title: t('takings.commission'), key: 'commission', align: 'right', render: (_, statement) => <Money minor={statement.commissionMinor} /> },
    { title: t('takings.net'), key: 'net', align: 'right', render: (_, statement) => <Money minor={statement.netMinor} /> },
    { title: t('takings.dueOn'), dataIndex: 'dueOn', key: 'dueOn', className: 'number' },
    { title: t('payout.mark'), key: 'payout', render: (_, statement) => <PayoutMark payout={statement.payout} /> },
  ];
}
