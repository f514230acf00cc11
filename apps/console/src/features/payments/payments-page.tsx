import type { Payment } from '@tessera/contract';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters, useOverlay } from '../../shared/use-filters.ts';
import type { Keyset } from '../../shared/use-keyset.ts';
import { ExportPayments } from './export-payments.tsx';
import { paymentColumns } from './payment-columns.tsx';
import { PaymentFilters } from './payment-filters.tsx';
import { PAYMENT_FILTERS, readPaymentQuery, usePaymentNews, usePayments } from './use-payments.ts';

export function PaymentsPage() {
  const t = useTexts();
  const overlay = useOverlay('payment');
  const filters = useFilters(PAYMENT_FILTERS);
  const query = readPaymentQuery(filters);
  const list = usePayments(query);
  const news = usePaymentNews(query, list.pageNumber === 1 && list.isSuccess);
  const { fresh, newSince, show } = useArrivals(list, news.data?.items ?? []);
  return (
    <>
      <PageHeader
        title={t('nav.payments')}
        note={t('payments.note')}
        actions={
          <>
            <Link to="/statement">{t('statement.title')}</Link>
            <ExportPayments query={query} />
          </>
        }
      />
      <Panel flush>
        <PaymentFilters filters={filters} />
        <div className="news" aria-live="polite">
          {fresh > 0 && (
            <button type="button" className="news-pill" onClick={show} data-testid="new-payments">
              {t('payments.news', { count: fresh })}
            </button>
          )}
        </div>
        <KeysetTable<Payment>
          list={list}
          columns={paymentColumns(t)}
          rowKey={(payment) => payment.id}
          label={t('nav.payments')}
          onOpen={(payment) => overlay.open(payment.id)}
          rowClass={(payment) => (newSince !== null && payment.id > newSince ? 'row-new' : '')}
          empty={<NoPayments filtered={filters.active} />}
          testId="payments-table"
        />
      </Panel>
    </>
  );
}

function NoPayments(props: { filtered: boolean }) {
  const t = useTexts();
  const can = useCan();
  if (props.filtered) return <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />;
  return (
    <EmptyState
      title={t('payments.none')}
      hint={t('payments.emptyHint')}
      action={can('payments.topUp') && <Link to="/top-up">{t('nav.topUp')}</Link>}
    />
  );
}

/** Counts what has come since the list was drawn, and shows it when asked; the rows that came are marked. */
function useArrivals(list: Keyset<Payment>, head: Payment[]) {
  const [newSince, setNewSince] = useState<string | null>(null);
  const shown = new Set(list.items.map((payment) => payment.id));
  const newest = list.items.at(0);
  const fresh =
    list.pageNumber === 1 && !list.isPlaceholderData
      ? head.filter((payment) => !shown.has(payment.id) && (!newest || payment.at >= newest.at)).length
      : 0;
  const { refetch } = list;
  const empty = list.isSuccess && list.items.length === 0;
  useEffect(() => {
    if (fresh > 0 && empty) void refetch();
  }, [fresh, empty, refetch]);
  const show = () => {
    setNewSince(newest?.id ?? null);
    scrollTo({ top: 0, behavior: 'smooth' });
    void refetch();
  };
  return { fresh, newSince, show };
}
