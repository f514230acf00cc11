import type { Payment } from '@tessera/contract';
import { errorKey, exactTime, friendlyTime, Money, useSettings } from '@tessera/ui';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { useTexts } from '../../texts.ts';
import { DirectSales } from './direct-sales.tsx';
import { RefundResult } from './refund-result.tsx';
import { SaleDetail } from './sale-detail.tsx';
import { useRefund } from './use-refund.ts';
import { useSales } from './use-sales.ts';

const SKELETON_ROWS = [1, 2, 3, 4, 5, 6];

/** The last sales of this terminal, of members and of everybody else. */
export function SalesPage() {
  const t = useTexts();
  const [params, setParams] = useSearchParams();
  const isDirect = params.get('list') === 'direct';
  const tabs = (
    <fieldset className="sales-tabs" aria-label={t('directSales.lists')}>
      <button type="button" className="button" aria-pressed={!isDirect} onClick={() => setParams({}, { replace: true })} data-testid="tab-wallet">
        {t('directSales.wallet')}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={isDirect}
        onClick={() => setParams({ list: 'direct' }, { replace: true })}
        data-testid="tab-direct"
      >
        {t('directSales.direct')}
      </button>
    </fieldset>
  );
  if (!isDirect) return <WalletSales tabs={tabs} />;
  const chosenId = params.get('sale');
  const choose = (saleId: string | null) => setParams(saleId ? { list: 'direct', sale: saleId } : { list: 'direct' }, { replace: true });
  return (
    <Page title={t('sales.title')} onBack={chosenId ? () => choose(null) : undefined}>
      <div className="sales-frame">
        {tabs}
        <DirectSales chosenId={chosenId} onChoose={choose} />
      </div>
    </Page>
  );
}

/** Those by card and code beside the one that is open; on a small screen one after the other. */
function WalletSales({ tabs }: { tabs: ReactNode }) {
  const t = useTexts();
  const sales = useSales();
  const refunding = useRefund();
  const [params, setParams] = useSearchParams();
  const payments = sales.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = payments.find((payment) => payment.id === params.get('sale'));
  const choose = (payment: Payment | undefined) => setParams(payment ? { sale: payment.id } : {}, { replace: true });
  const place = chosen ? payments.indexOf(chosen) : -1;
  const move = (by: number) => choose(payments[Math.min(payments.length - 1, Math.max(0, place + by))]);
  const down = () => move(1);
  const up = () => move(-1);
  useKeys({ ArrowDown: down, '2': down, ArrowUp: up, '8': up }, refunding.state.step === 'idle' && payments.length > 0);

  return (
    <Page title={t('sales.title')} onBack={chosen ? () => choose(undefined) : undefined}>
      <div className="sales-frame">
        {tabs}
        <div className={chosen ? 'sales has-detail' : 'sales'}>
          <SalesList sales={sales} payments={payments} chosen={chosen} onChoose={choose} />
          <div className="sales-detail">
            {chosen ? (
              <SaleDetail key={chosen.id} payment={chosen} refunding={refunding} />
            ) : (
              payments.length > 0 && <p className="sales-choose">{t('sales.choose')}</p>
            )}
          </div>
        </div>
      </div>
      <RefundResult refunding={refunding} />
    </Page>
  );
}

type ListProps = {
  sales: ReturnType<typeof useSales>;
  payments: readonly Payment[];
  chosen: Payment | undefined;
  onChoose: (payment: Payment) => void;
};

function SalesList({ sales, payments, chosen, onChoose }: ListProps) {
  const t = useTexts();
  const isOffline = sales.isPending && (sales.fetchStatus === 'paused' || sales.failureCount > 0);
  return (
    <div className="sales-list" data-testid="sales">
      {sales.isPending && !isOffline && <SalesSkeleton />}
      {(sales.isError || isOffline) && payments.length === 0 && (
        <div className="empty" role="alert">
          <p>{t(isOffline ? 'request.unreachable' : errorKey(sales.error))}</p>
          <button type="button" className="button" onClick={() => void sales.refetch()}>
            {t('action.retry')}
          </button>
        </div>
      )}
      {sales.isSuccess && payments.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={48} stroke={1.4} />
          <p>{t('sales.empty')}</p>
        </div>
      )}
      <ul>
        {payments.map((payment) => (
          <li key={payment.id}>
            <SaleRow payment={payment} chosen={payment === chosen} onChoose={() => onChoose(payment)} />
          </li>
        ))}
      </ul>
      {sales.hasNextPage && (
        <button
          type="button"
          className="button sales-more"
          disabled={sales.isFetchingNextPage}
          onClick={() => void sales.fetchNextPage()}
          data-testid="sales-more"
        >
          {sales.isFetchingNextPage ? t('state.loading') : t('action.more')}
        </button>
      )}
    </div>
  );
}

function SaleRow(props: { payment: Payment; chosen: boolean; onChoose: () => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { payment } = props;
  const refund = payment.kind === 'refund';
  return (
    <button type="button" className="sale-row" aria-pressed={props.chosen} onClick={props.onChoose} data-testid="sale-row">
      <span className={refund ? 'sale-sign is-refund' : 'sale-sign'}>
        <Icon name={refund ? 'undo' : 'check'} size={20} stroke={2.2} />
      </span>
      <span className="sale-words">
        <span className="sale-name">{payment.memberName}</span>
        <span className="sale-facts" title={exactTime(payment.at)}>
          {t(`payment.${payment.kind}`)} · {friendlyTime(payment.at, locale)}
        </span>
      </span>
      <span className="sale-sums">
        <span className="sale-amount">
          {refund && '−'}
          <Money minor={payment.amountMinor} />
        </span>
        {payment.refundedMinor > 0 && (
          <span className="sale-refunded">
            {payment.refundedMinor === payment.amountMinor ? (
              t('sales.refundedAll')
            ) : (
              <>
                {t('sales.refunded')} <Money minor={payment.refundedMinor} />
              </>
            )}
          </span>
        )}
      </span>
    </button>
  );
}

function SalesSkeleton() {
  return (
    <div aria-hidden="true">
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="skeleton-row" />
      ))}
    </div>
  );
}
