import type { Payable } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { FilterBar } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { PayoutMark } from './payout-parts.tsx';
import { Issued, MonthFilter } from './statement-parts.tsx';
import { readMonth, usePayables } from './use-settlement.ts';

/** What merchants are to be paid for services, newest first. */
export function PayablesPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(['month']);
  const list = usePayables(readMonth(filters));
  const isOperator = useSession().staff?.organizationKind === 'operator';
  return (
    <>
      <PageHeader title={t('nav.payables')} note={t('settle.payablesNote')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <MonthFilter filters={filters} />
        </FilterBar>
        <KeysetTable<Payable>
          list={list}
          columns={columns(t, isOperator)}
          rowKey={(payable) => payable.id}
          label={t('nav.payables')}
          onOpen={(payable) => navigate(`/payables/${payable.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('settle.noPayables')} hint={t('settle.noPayablesHint')} />
            )
          }
          testId="payables-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts, isOperator: boolean): NonNullable<TableProps<Payable>['columns']> {
  return [
    {
      title: t('settle.month'),
      key: 'month',
      className: 'number',
      render: (_, payable) => (
        <Link className="cell-link" to={`/payables/${payable.id}`}>
          {payable.month}
        </Link>
      ),
    },
    ...(isOperator ? [{ title: t('settle.merchant'), dataIndex: 'merchantName', key: 'merchant' }] : []),
    { title: t('settle.count'), key: 'count', align: 'right', render: (_, payable) => <Count of={payable.accrualCount} /> },
    { title: t('settle.quantity'), key: 'quantity', align: 'right', render: (_, payable) => <Count of={payable.quantity} /> },
    { title: t('settle.amount'), key: 'amount', align: 'right', render: (_, payable) => <Money minor={payable.amountMinor} /> },
    { title: t('settle.issuedAt'), key: 'issuedAt', render: (_, payable) => <Issued at={payable.issuedAt} /> },
    { title: t('payout.mark'), key: 'payout', render: (_, payable) => <PayoutMark payout={payable.payout} /> },
  ];
}
