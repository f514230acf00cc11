import type { Statement } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { Money } from '@tessera/ui';
import { Button, Skeleton, Table } from 'antd';
import { Link } from 'react-router';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { ExportPayments } from './export-payments.tsx';
import { TermSelect } from './term-select.tsx';
import './payments.css';
import { type StatementQuery, useStatement, useStatementQuery } from './use-statement.ts';

const FILTERS = ['from', 'to', 'member', 'merchant'] as const;

/** What came in and went out in a period: of one member, one merchant, or everybody whom one may look at. */
export function StatementPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const query = useStatementQuery(filters);
  const statement = useStatement(query);
  return (
    <>
      <PageHeader
        back={{ to: query.memberId ? `/members/${query.memberId}` : '/payments', label: t(query.memberId ? 'nav.members' : 'nav.payments') }}
        title={t('statement.title')}
        note={t('statement.note', { from: query.from, to: query.to })}
        actions={<StatementActs query={query} />}
      />
      <div className="stack">
        <Panel flush testId="statement">
          <FilterBar filters={filters}>
            <DayRange filters={filters} />
            <TermSelect filters={filters} />
            {!query.memberId && <MerchantFilter filters={filters} />}
          </FilterBar>
        </Panel>
        <ErrorNotice error={statement.error} onRetry={() => statement.refetch()} />
        {statement.isPending && (
          <Panel>
            <Skeleton active paragraph={{ rows: 6 }} />
          </Panel>
        )}
        {statement.data && <Sums statement={statement.data} query={query} />}
      </div>
    </>
  );
}

function Sums(props: { statement: Statement; query: StatementQuery }) {
  const t = useTexts();
  const { openingMinor, closingMinor, inMinor, outMinor, kinds, shops } = props.statement;
  const figures = [
    ['statement.opening', openingMinor],
    ['statement.in', inMinor],
    ['statement.out', outMinor],
    ['statement.closing', closingMinor],
  ] as const;
  return (
    <>
      <div className="figures" data-testid="statement-figures">
        {figures.map(([label, minor]) =>
          minor === null ? null : (
            <div key={label} className="figure">
              <span className="figure-label">{t(label)}</span>
              <span className="figure-value">
                <Money minor={minor} />
              </span>
            </div>
          ),
        )}
      </div>
      {kinds.length === 0 ? (
        <Panel>
          <EmptyState compact title={t('statement.none')} hint={t('statement.noneHint')} />
        </Panel>
      ) : (
        <Panel flush title={t('statement.byKind')}>
          <Kinds kinds={kinds} query={props.query} />
        </Panel>
      )}
      {shops.length > 0 && (
        <Panel flush title={t('statement.byShop')}>
          <Shops shops={shops} />
        </Panel>
      )}
    </>
  );
}

function Kinds(props: { kinds: Statement['kinds']; query: StatementQuery }) {
  const t = useTexts();
  const { from, to, merchantId, memberId } = props.query;
  const list = (kind: string) =>
    `/payments?${new URLSearchParams({ kind, from, to, ...(merchantId && { merchant: merchantId }), ...(memberId && { member: memberId }) })}`;
  return (
    <Table
      aria-label={t('statement.byKind')}
      size="small"
      pagination={false}
      rowKey={(row) => row.kind}
      dataSource={props.kinds}
      columns={[
        { title: t('field.kind'), key: 'kind', render: (_, { kind }) => <Link to={list(kind)}>{t(`payment.${kind}`)}</Link> },
        { title: t('statement.way'), key: 'way', render: (_, { kind }) => t(`statement.${PAYMENT_DIRECTIONS[kind]}`) },
        { title: t('statement.count'), key: 'count', align: 'right', render: (_, { count }) => count },
        { title: t('export.amount'), key: 'amount', align: 'right', render: (_, { amountMinor }) => <Money minor={amountMinor} /> },
      ]}
    />
  );
}

function Shops(props: { shops: Statement['shops'] }) {
  const t = useTexts();
  return (
    <Table
      aria-label={t('statement.byShop')}
      size="small"
      pagination={false}
      rowKey={(row) => row.merchantId}
      dataSource={props.shops}
      columns={[
        { title: t('field.merchant'), key: 'merchant', render: (_, shop) => shop.merchantName },
        { title: t('statement.count'), key: 'count', align: 'right', render: (_, { count }) => count },
        { title: t('statement.net'), key: 'net', align: 'right', render: (_, { netMinor }) => <Money minor={netMinor} /> },
      ]}
    />
  );
}

function StatementActs(props: { query: StatementQuery }) {
  const t = useTexts();
  return (
    <span className="no-print">
      <ExportPayments query={props.query} />{' '}
      <Button icon={<Icon name="print" size={16} />} onClick={() => print()} data-testid="statement-print">
        {t('statement.print')}
      </Button>
    </span>
  );
}
