import { CARD_ORDER_STATES, type CardOrder } from '@tessera/contract';
import { exactTime, Money } from '@tessera/ui';
import { App, Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { csvLine, saveCsv } from '../../shared/csv.ts';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CardTabs } from './card-tabs.tsx';
import { CancelOrderDialog, HandOverDialog } from './order-dialogs.tsx';
import { useCardOrders } from './use-card-orders.ts';

const FILTERS = ['q', 'state', 'batch'] as const;
const TONES = { ordered: 'brand', made: 'brand', ready: 'warn', handed_over: 'good', cancelled: 'quiet' } as const satisfies Record<
  CardOrder['state'],
  Tone
>;
type Asking = { act: 'handOver' | 'cancel'; order: CardOrder };

/** Every new card from its order to the signature. */
export function CardOrdersPage() {
  const t = useTexts();
  const mayAct = useMayAct();
  const filters = useFilters(FILTERS);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { message } = App.useApp();
  const state = filters.pick('state', CARD_ORDER_STATES);
  const [q, cardBatchId] = [filters.get('q'), filters.get('batch')];
  const list = useCardOrders({ ...(q && { q }), ...(state && { state }), ...(cardBatchId && { cardBatchId }) });
  const close = (words?: string) => {
    if (words) message.success(words);
    setAsking(null);
  };
  return (
    <>
      <PageHeader
        title={t('cards.orders')}
        note={t('orders.note')}
        actions={
          <Button
            icon={<Icon name="download" size={16} />}
            disabled={list.items.length === 0}
            onClick={() => savePickUpList(t, list.items)}
            data-testid="pick-up-list"
          >
            {t('orders.pickUpList')}
          </Button>
        }
      />
      <CardTabs />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('cards.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={CARD_ORDER_STATES.map((one) => ({ value: one, label: t(`orders.state.${one}`) }))}
          />
        </FilterBar>
        <KeysetTable<CardOrder>
          list={list}
          columns={columns(t, { mayAct, onAsk: setAsking })}
          rowKey={(order) => order.id}
          label={t('cards.orders')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('orders.empty')} hint={t('orders.emptyHint')} />
            )
          }
          testId="card-orders-table"
        />
      </Panel>
      {asking?.act === 'handOver' && <HandOverDialog order={asking.order} onClose={close} />}
      {asking?.act === 'cancel' && <CancelOrderDialog order={asking.order} onClose={close} />}
    </>
  );
}

/** The operator's counters act on every order, an issuer's people on what they ordered themselves. */
function useMayAct(): (order: CardOrder) => boolean {
  const can = useCan();
  const { staff } = useSession();
  return (order) =>
    can('cards.write') || (can('cards.issue') && (staff?.organizationKind === 'operator' || order.issuerId === staff?.organizationId));
}

type Acts = { mayAct: (order: CardOrder) => boolean; onAsk: (asking: Asking) => void };

function columns(t: Texts, acts: Acts): NonNullable<TableProps<CardOrder>['columns']> {
  return [
    { title: t('orders.number'), dataIndex: 'number', key: 'number', className: 'number' },
    {
      title: t('cards.holder'),
      key: 'holder',
      render: (_, order) => (
        <Link className="cell-link" to={`/members/${order.memberId}`}>
          {order.memberName} <small className="number">{order.memberNumber}</small>
        </Link>
      ),
    },
    {
      title: t('orders.replaced'),
      key: 'replaced',
      render: (_, order) => (order.replacedTail ? <span className="mono">···· {order.replacedTail}</span> : t('orders.first')),
    },
    { title: t('orders.new'), key: 'new', render: (_, order) => (order.tail ? <span className="mono">···· {order.tail}</span> : '–') },
    { title: t('field.status'), key: 'state', render: (_, order) => <OrderState order={order} /> },
    {
      title: t('orders.fee'),
      key: 'fee',
      align: 'right',
      render: (_, order) =>
        order.replacedTail === null ? (
          '–'
        ) : order.waivedBecause ? (
          <small>{t('orders.waived', { reason: order.waivedBecause })}</small>
        ) : (
          <>
            <Money minor={order.feeMinor} /> {order.feeReturned && <small>{t('orders.returned')}</small>}
          </>
        ),
    },
    { title: t('orders.orderedAt'), key: 'orderedAt', render: (_, order) => <Time at={order.orderedAt} /> },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, order) => (acts.mayAct(order) ? <OrderActs order={order} onAsk={acts.onAsk} /> : null),
    },
  ];
}

function OrderState({ order }: { order: CardOrder }) {
  const t = useTexts();
  return (
    <span className="two-lines">
      <Status tone={TONES[order.state]}>{t(`orders.state.${order.state}`)}</Status>
      {order.signature && (
        <small>{t('orders.signedBy', { signature: t(`orders.signature.${order.signature}`), name: order.handedOverBy ?? '' })}</small>
      )}
      {order.state === 'ready' && order.pickUpAt && <small>{order.pickUpAt}</small>}
      {order.cancelledBecause && <small>{order.cancelledBecause}</small>}
    </span>
  );
}

function OrderActs(props: { order: CardOrder; onAsk: (asking: Asking) => void }) {
  const t = useTexts();
  const { order, onAsk } = props;
  if (order.state === 'handed_over' || order.state === 'cancelled') return null;
  return (
    <span className="row-acts">
      {order.state === 'ready' && (
        <Button size="small" type="primary" onClick={() => onAsk({ act: 'handOver', order })} data-testid="order-hand-over">
          {t('orders.handOver')}
        </Button>
      )}
      <Button size="small" type="text" className="quiet-act" onClick={() => onAsk({ act: 'cancel', order })} data-testid="order-cancel">
        {t('orders.cancel')}
      </Button>
    </span>
  );
}

/** The page as it is shown, with a column to sign in. */
function savePickUpList(t: Texts, orders: readonly CardOrder[]): void {
  const heading = [t('orders.number'), t('cards.holder'), t('field.memberNumber'), t('orders.new'), t('field.status'), t('orders.signHere')];
  const lines = orders.map((order) =>
    csvLine([
      order.number,
      order.memberName,
      order.memberNumber,
      order.tail,
      t(`orders.state.${order.state}`),
      order.handedOverAt ? `${t(`orders.signature.${order.signature ?? 'paper'}`)} ${exactTime(order.handedOverAt)}` : '',
    ]),
  );
  saveCsv(`${t('orders.pickUpFile')}.csv`, [csvLine(heading), ...lines]);
}
