import type { Sale } from '@tessera/contract';
import { formatMoney, subtract } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Drawer, Form, Input, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../shared/copy-button.tsx';
import { readId } from '../../shared/ids.ts';
import { amountRule, MoneyField, readAmount } from '../../shared/money-field.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { SALE_TONES, useRefundSale, useSale } from './use-sales.ts';

const REASON_MAX = 80;

/** One direct sale over the list: how it was paid, what came back of it, and giving more of it back. */
export function SaleDrawer(props: { saleId: string; onClose: () => void }) {
  const t = useTexts();
  const saleId = readId<'order'>(props.saleId);
  const query = useSale(saleId);
  return (
    <Drawer open title={t('nav.sales')} size={460} onClose={props.onClose} data-testid="sale-drawer">
      {!saleId && <EmptyState compact title={t('sales.unknown')} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.data && <SaleDetail sale={query.data} />}
    </Drawer>
  );
}

function SaleDetail({ sale }: { sale: Sale }) {
  const t = useTexts();
  const can = useCan();
  const [refunding, setRefunding] = useState(false);
  const leftMinor = subtract(sale.amountMinor, sale.refundedMinor);
  const isRefundable = sale.state === 'paid' && leftMinor > 0 && can('payments.refund');
  return (
    <>
      <div className="payment-head">
        <span>{t(`method.${sale.method}`)}</span>
        <span className="payment-figure">
          <Money minor={sale.amountMinor} />
        </span>
        <Status tone={SALE_TONES[sale.state]}>{t(`saleState.${sale.state}`)}</Status>
      </div>
      <Facts rows={useFacts(sale)} />
      {isRefundable && sale.method === 'cash' && <p className="quiet">{t('sales.cashAtTill')}</p>}
      {isRefundable && sale.method !== 'cash' && !refunding && (
        <Button block danger className="refund-open" onClick={() => setRefunding(true)} data-testid="sale-refund">
          {t('sales.refund')}
        </Button>
      )}
      {isRefundable && refunding && <RefundSale sale={sale} onClose={() => setRefunding(false)} />}
    </>
  );
}

function useFacts(sale: Sale): { label: string; value: ReactNode }[] {
  const t = useTexts();
  const can = useCan();
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('field.time'), value: <Time exact at={sale.paidAt ?? sale.at} /> },
    { label: t('field.merchant'), value: sale.merchantName },
    { label: t('field.terminal'), value: sale.terminalName },
  ];
  if (sale.reason) rows.push({ label: t('sales.state'), value: t(`saleReason.${sale.reason}`) });
  if (sale.tenderedMinor !== null) rows.push({ label: t('sale.tendered'), value: <Money minor={sale.tenderedMinor} /> });
  if (sale.changeMinor !== null) rows.push({ label: t('sale.change'), value: <Money minor={sale.changeMinor} /> });
  if (sale.reference) rows.push({ label: t('sale.reference'), value: <span className="mono">{sale.reference}</span> });
  if (sale.cardLastFour) rows.push({ label: t('sale.lastFour'), value: <span className="number">{sale.cardLastFour}</span> });
  if (sale.payerMasked) rows.push({ label: t('sale.payer'), value: sale.payerMasked });
  for (const refund of sale.refunds) {
    rows.push({
      label: t(`saleRefund.${refund.state}`),
      value: (
        <span className="two-lines">
          <span>
            −<Money minor={refund.amountMinor} /> · <Time at={refund.at} />
          </span>
          {refund.reason && <small>{refund.reason}</small>}
        </span>
      ),
    });
  }
  if (sale.shiftId && can('sales.readShifts')) {
    rows.push({ label: t('sales.shift'), value: <Link to={`/shifts?shift=${sale.shiftId}`}>{t('sales.shift')}</Link> });
  }
  rows.push({
    label: t('sale.number'),
    value: (
      <span className="payment-id">
        <span className="mono">{sale.id}</span>
        <CopyButton text={sale.id} label={t('payments.copyNumber')} />
      </span>
    ),
  });
  return rows;
}

type Values = { amount: string; reason: string };

function RefundSale({ sale, onClose }: { sale: Sale; onClose: () => void }) {
  const t = useTexts();
  const { message } = App.useApp();
  const refund = useRefundSale();
  const leftMinor = subtract(sale.amountMinor, sale.refundedMinor);
  const send = async ({ amount, reason }: Values) => {
    const amountMinor = readAmount(amount, leftMinor);
    if (amountMinor === undefined) return;
    await refund.mutateAsync({ saleId: sale.id, amountMinor, reason: reason.trim() });
    message.success(t('sales.refunded'));
    onClose();
  };
  const initial = { amount: formatMoney(leftMinor).replace(/[^\d.]/g, ''), reason: '' };
  return (
    <Form<Values> layout="vertical" className="refund-form" initialValues={initial} onFinish={(values) => void send(values).catch(() => undefined)}>
      <h2>{t('sales.refundTitle')}</h2>
      <p className="quiet">{t('sales.refundNote', { method: t(`method.${sale.method}`), amount: formatMoney(leftMinor) })}</p>
      <Form.Item name="amount" label={t('sales.refundAmount')} rules={[amountRule(t, leftMinor)]}>
        <MoneyField autoFocus data-testid="sale-refund-amount" />
      </Form.Item>
      <Form.Item name="reason" label={t('sales.refundReason')} rules={[{ required: true, whitespace: true, message: t('sales.refundReasonNeeded') }]}>
        <Input maxLength={REASON_MAX} data-testid="sale-refund-reason" />
      </Form.Item>
      <ErrorNotice error={refund.error} />
      <div className="form-foot">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button danger type="primary" htmlType="submit" loading={refund.isPending} data-testid="sale-refund-submit">
          {t('sales.refund')}
        </Button>
      </div>
    </Form>
  );
}
