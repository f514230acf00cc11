import { useQuery } from '@tanstack/react-query';
import type { CardOrder } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { Chip } from '../../shared/controls.tsx';
import { keys } from '../../shared/queries.ts';
import { RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './card-orders-part.module.css';

type OwnOrder = Omit<CardOrder, 'orderedBy' | 'handedOverBy' | 'memberName' | 'batchId' | 'issuerId'>;
const TONES = { ordered: 'plain', made: 'plain', ready: 'good', handed_over: 'plain', cancelled: 'plain' } as const;
/** Of finished orders the newest is enough to remember. */
const FINISHED_SHOWN = 1;

/** How far a new card has come; nothing while there never was one. */
export function CardOrdersPart() {
  const t = useTexts();
  const orders = useQuery({ queryKey: keys.cardOrders, queryFn: () => client.cards.listOwnCardOrders({}) });
  const items = orders.data?.items ?? [];
  const isFinished = ({ state }: OwnOrder) => state === 'handed_over' || state === 'cancelled';
  const shown = [...items.filter((order) => !isFinished(order)), ...items.filter(isFinished).slice(0, FINISHED_SHOWN)];
  if (shown.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="card-orders-title">
      <h2 id="card-orders-title">{t('orders.title')}</h2>
      <RowGroup>
        {shown.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </RowGroup>
    </section>
  );
}

function OrderRow({ order }: { order: OwnOrder }) {
  const t = useTexts();
  return (
    <article className={styles.order} data-testid="card-order" data-state={order.state}>
      <div className={styles.head}>
        <strong>{t('orders.number', { number: order.number })}</strong>
        <Chip tone={TONES[order.state]}>{t(`orders.state.${order.state}`)}</Chip>
      </div>
      {order.state === 'ready' && order.pickUpAt ? <p className={styles.place}>{t('orders.pickUp', { place: order.pickUpAt })}</p> : null}
      {order.cancelledBecause ? <p>{t('orders.because', { reason: order.cancelledBecause })}</p> : null}
      <p className={styles.quiet}>
        {order.tail ? t('orders.newTail', { tail: order.tail }) : replacedWords(t, order)} ·{' '}
        {order.feeReturned
          ? t('orders.feeReturned')
          : order.feeMinor > 0
            ? t('orders.fee', { amount: formatMoney(toMinor(order.feeMinor)) })
            : t('orders.free')}
      </p>
      <p className={styles.quiet}>{exactTime(order.handedOverAt ?? order.cancelledAt ?? order.readyAt ?? order.madeAt ?? order.orderedAt)}</p>
    </article>
  );
}

function replacedWords(t: ReturnType<typeof useTexts>, { replacedTail }: OwnOrder): string {
  return replacedTail === null ? t('orders.first') : t('orders.replaces', { tail: replacedTail });
}
