import { CHANNEL_REASONS, type ChannelOrder, type ChannelOrderEvent, type ChannelRefund } from '@tessera/contract';
import { formatMoney, type Id, toMinor } from '@tessera/kernel';
import { App, Button, Drawer, Skeleton } from 'antd';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Facts } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { ConfirmOrder } from './confirm-order.tsx';
import { ConfirmRefund } from './confirm-refund.tsx';
import { isOnline } from './online-kinds.ts';
import { Alarm, OrderStatus, RefundStatus } from './order-status.tsx';
import { useOrder, useResolveOrder } from './use-channels.ts';
import './channels.css';

type Props = { orderId: Id<'order'>; nameOf: (key: string) => string; onClose: () => void };

/** One order with its refunds and all that happened to it. */
export function OrderDrawer({ orderId, nameOf, onClose }: Props) {
  const t = useTexts();
  const { message } = App.useApp();
  const can = useCan();
  const { data, error, refetch } = useOrder(orderId);
  const resolve = useResolveOrder();
  const isOpen =
    data &&
    isOnline(data.order.kind) &&
    (!['paid', 'closed', 'reversed', 'failed'].includes(data.order.state) || data.refunds.some((one) => one.settledAt === null));
  const ask = () => resolve.mutate(orderId, { onSuccess: () => message.success(t('channelOrders.asked')) });
  return (
    <Drawer
      open
      title={t('channelOrders.one')}
      size={560}
      onClose={onClose}
      footer={
        can('channels.settle') &&
        isOpen && (
          <div className="form-foot">
            <Button onClick={ask} loading={resolve.isPending} data-testid="resolve-order">
              {t('channelOrders.ask')}
            </Button>
          </div>
        )
      }
    >
      <ErrorNotice error={error ?? resolve.error} onRetry={() => void refetch()} />
      {data ? <Order {...data} nameOf={nameOf} maySettle={can('channels.settle')} /> : !error && <Skeleton active />}
    </Drawer>
  );
}

type OrderProps = {
  order: ChannelOrder;
  refunds: ChannelRefund[];
  events: ChannelOrderEvent[];
  nameOf: (key: string) => string;
  maySettle: boolean;
};

function Order({ order, refunds, events, nameOf, maySettle }: OrderProps) {
  const t = useTexts();
  const waits = order.kind === 'bankTransfer' && order.state === 'pending';
  return (
    <div className="channel-order" data-testid="channel-order">
      <p>
        <strong className="channel-amount">{formatMoney(toMinor(order.amountMinor))}</strong>{' '}
        <OrderStatus state={order.state} isLate={order.isLate} />
      </p>
      <Alarm alarm={order.alarm} explained />
      <Facts rows={factsOf(t, order, nameOf)} />
      {waits && maySettle && <ConfirmOrder order={order} />}
      {refunds.length > 0 && (
        <>
          <h3>{t('channelOrders.refunds')}</h3>
          <ul className="channel-list">
            {refunds.map((one) => (
              <li key={one.id}>
                {formatMoney(toMinor(one.amountMinor))} <RefundStatus state={one.state} /> <Time at={one.askedAt} />
                <Alarm alarm={one.alarm} explained />
                {maySettle && one.state === 'pending' && order.kind === 'bankTransfer' && <ConfirmRefund refundId={one.id} />}
                {maySettle && one.state === 'pending' && order.kind === 'bankCard' && <ConfirmRefund refundId={one.id} />}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('channelOrders.events')}</h3>
      <ol className="channel-list">
        {events.map((one) => (
          <li key={one.id}>
            <Time at={one.at} exact /> {t(`orderSource.${sourceOf(one.source)}`)} → {stateWord(t, one)}
            {one.note && <small className="fine"> {one.note}</small>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function factsOf(t: Texts, order: ChannelOrder, nameOf: (key: string) => string) {
  const reason = CHANNEL_REASONS.find((one) => one === order.reason);
  const mono = (text: string | null) => <span className="mono">{text ?? '—'}</span>;
  return [
    { label: t('channels.kind'), value: nameOf(order.channel) },
    { label: t('channelOrders.title'), value: order.title },
    ...(reason ? [{ label: t('channelOrders.reason'), value: t(`channelReason.${reason}`) }] : []),
    { label: t('channelOrders.number'), value: mono(order.outTradeNo) },
    { label: t('channelOrders.transactionNo'), value: mono(order.transactionNo) },
    { label: t('channelOrders.payer'), value: order.payerMasked ?? '—' },
    { label: t('channelOrders.refunded'), value: formatMoney(toMinor(order.refundedMinor)) },
    { label: t('channelOrders.openedAt'), value: <Time at={order.openedAt} exact /> },
    { label: t('channelOrders.paidAt'), value: order.paidAt ? <Time at={order.paidAt} exact /> : '—' },
  ];
}

const SOURCES = ['open', 'answer', 'notification', 'query', 'close', 'reverse', 'desk', 'refund'] as const;

function sourceOf(source: string): (typeof SOURCES)[number] {
  return SOURCES.find((one) => one === source) ?? 'open';
}

const ORDER_WORDS = ['created', 'pending', 'unknown', 'paid', 'closed', 'reversed', 'failed'] as const;
const REFUND_WORDS = ['created', 'pending', 'unknown', 'refunded', 'failed'] as const;

function stateWord(t: Texts, { toState, refundId }: ChannelOrderEvent): string {
  const refund = REFUND_WORDS.find((one) => one === toState);
  if (refundId && refund) return t(`channelRefund.${refund}`);
  const state = ORDER_WORDS.find((one) => one === toState);
  return state ? t(`orderState.${state}`) : toState;
}
