import { useInfiniteQuery } from '@tanstack/react-query';
import type { Sale } from '@tessera/contract';
import { errorKey, exactTime, friendlyTime, Money, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useTerminal, useTerminalSession } from '../../link/terminal-session.tsx';
import { Icon } from '../../parts/icons.tsx';
import { usePrint } from '../../parts/print-strip.tsx';
import { useTexts } from '../../texts.ts';
import { DirectRefund } from './direct-refund.tsx';
import { Receipt, useSaleFacts } from './receipt.tsx';
import { SALES_PAGE } from './use-sales.ts';

/** The sales of this till by WeChat Pay, Alipay, slip and cash, beside the one that is open. */
export function DirectSales({ chosenId, onChoose }: { chosenId: string | null; onChoose: (saleId: string | null) => void }) {
  const t = useTexts();
  const { client } = useTerminalSession();
  const list = useInfiniteQuery({
    queryKey: ['payments', 'direct'],
    queryFn: ({ pageParam, signal }) =>
      client.sales.listTerminalSales({ limit: SALES_PAGE, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const sales = list.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = sales.find(({ id }) => id === chosenId);
  return (
    <div className={chosen ? 'sales has-detail' : 'sales'}>
      <div className="sales-list" data-testid="direct-sales">
        {list.isPending && <div className="skeleton-row" aria-hidden="true" />}
        {list.isError && sales.length === 0 && (
          <div className="empty" role="alert">
            <p>{t(errorKey(list.error))}</p>
            <button type="button" className="button" onClick={() => void list.refetch()}>
              {t('action.retry')}
            </button>
          </div>
        )}
        {list.isSuccess && sales.length === 0 && (
          <div className="empty">
            <Icon name="receipt" size={48} stroke={1.4} />
            <p>{t('directSales.empty')}</p>
          </div>
        )}
        <ul>
          {sales.map((sale) => (
            <li key={sale.id}>
              <DirectRow sale={sale} chosen={sale === chosen} onChoose={() => onChoose(sale.id)} />
            </li>
          ))}
        </ul>
        {list.hasNextPage && (
          <button type="button" className="button sales-more" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? t('state.loading') : t('action.more')}
          </button>
        )}
      </div>
      <div className="sales-detail">
        {chosen ? <DirectDetail key={chosen.id} sale={chosen} /> : sales.length > 0 && <p className="sales-choose">{t('sales.choose')}</p>}
      </div>
    </div>
  );
}

function DirectRow({ sale, chosen, onChoose }: { sale: Sale; chosen: boolean; onChoose: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const isPaid = sale.state === 'paid';
  return (
    <button type="button" className="sale-row" aria-pressed={chosen} onClick={onChoose} data-testid="direct-row">
      <span className={isPaid ? 'sale-sign' : 'sale-sign is-refund'}>
        <Icon name={isPaid ? 'check' : sale.state === 'waiting' ? 'question' : 'cross'} size={20} stroke={2.2} />
      </span>
      <span className="sale-words">
        <span className="sale-name">{t(`method.${sale.method}`)}</span>
        <span className="sale-facts" title={exactTime(sale.at)}>
          {t(`saleState.${sale.state}`)} · {friendlyTime(sale.at, locale)}
        </span>
      </span>
      <span className="sale-sums">
        <span className="sale-amount">
          <Money minor={sale.amountMinor} />
        </span>
        {sale.refundedMinor > 0 && (
          <span className="sale-refunded">
            {t('sales.refunded')} <Money minor={sale.refundedMinor} />
          </span>
        )}
      </span>
    </button>
  );
}

function DirectDetail({ sale }: { sale: Sale }) {
  const t = useTexts();
  const facts = useSaleFacts();
  const { print, printing } = usePrint();
  const [refunding, setRefunding] = useState(false);
  const mayRefund = useTerminal().policy.refundsAllowed && sale.state === 'paid' && sale.refundedMinor < sale.amountMinor;
  return (
    <section className="detail" data-testid="direct-detail">
      <p className="detail-kind">
        {t(`method.${sale.method}`)} · {t(`saleState.${sale.state}`)}
      </p>
      <p className="detail-amount">
        <Money minor={sale.amountMinor} />
      </p>
      <dl className="facts">
        {facts(sale).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {sale.refunds.map((refund) => (
          <div key={refund.id}>
            <dt>
              {t('payment.refund')} · {t(`saleRefund.${refund.state}`)}
            </dt>
            <dd>
              −<Money minor={refund.amountMinor} />
            </dd>
          </div>
        ))}
      </dl>
      {refunding && mayRefund ? (
        <DirectRefund sale={sale} onEnd={() => setRefunding(false)} />
      ) : (
        <div className="direct-acts">
          {sale.state === 'paid' && (
            <button type="button" className="button" onClick={() => print(<Receipt sale={sale} />)} data-testid="direct-print">
              {t('receipt.print')}
            </button>
          )}
          {mayRefund && (
            <button type="button" className="button button-danger" onClick={() => setRefunding(true)} data-testid="direct-refund">
              {t('refund.act')}
            </button>
          )}
        </div>
      )}
      {printing}
    </section>
  );
}
