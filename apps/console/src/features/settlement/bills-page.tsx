import type { IssuerBill } from '@tessera/contract';
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
import { Issued, MonthFilter } from './statement-parts.tsx';
import { readMonth, useIssuerBills } from './use-settlement.ts';

/** What issuers are billed, newest first. */
export function IssuerBillsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(['month']);
  const list = useIssuerBills(readMonth(filters));
  const isOperator = useSession().staff?.organizationKind === 'operator';
  return (
    <>
      <PageHeader title={t('nav.issuerBills')} note={t('settle.billsNote')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <MonthFilter filters={filters} />
        </FilterBar>
        <KeysetTable<IssuerBill>
          list={list}
          columns={columns(t, isOperator)}
          rowKey={(bill) => bill.id}
          label={t('nav.issuerBills')}
          onOpen={(bill) => navigate(`/issuer-bills/${bill.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('settle.noBills')} hint={t('settle.noBillsHint')} />
            )
          }
          testId="issuer-bills-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts, isOperator: boolean): NonNullable<TableProps<IssuerBill>['columns']> {
  return [
    {
      title: t('settle.month'),
      key: 'month',
      className: 'number',
      render: (_, bill) => (
        <Link className="cell-link" to={`/issuer-bills/${bill.id}`}>
          {bill.month}
        </Link>
      ),
    },
    ...(isOperator ? [{ title: t('settle.issuer'), dataIndex: 'issuerName', key: 'issuer' }] : []),
    { title: t('settle.count'), key: 'count', align: 'right', render: (_, bill) => <Count of={bill.accrualCount} /> },
    { title: t('settle.points'), key: 'points', align: 'right', render: (_, bill) => <Count of={bill.points} /> },
    { title: t('settle.amount'), key: 'amount', align: 'right', render: (_, bill) => <Money minor={bill.amountMinor} /> },
    { title: t('settle.issuedAt'), key: 'issuedAt', render: (_, bill) => <Issued at={bill.issuedAt} /> },
  ];
}
