import type { ChannelOrder } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { useSettings } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters, useOverlay } from '../../shared/use-filters.ts';
import { OrderDrawer } from './order-drawer.tsx';
import { Alarm, OrderStatus } from './order-status.tsx';
import { STATES, useChannels, useOrders } from './use-channels.ts';

const FILTERS = ['q', 'state', 'channel', 'alarm', 'from', 'to'] as const;

/** What was ordered at the channels, and what became of it. */
export function ChannelOrdersPage() {
  const t = useTexts();
  const { locale } = useSettings();
  const filters = useFilters(FILTERS);
  const overlay = useOverlay('order');
  const opened = readId<'order'>(overlay.value);
  const channels = useChannels();
  const named = (channels.data?.items ?? []).map((one) => ({ value: one.key, label: locale === 'en' ? one.nameEn : one.nameZh }));
  const list = useOrders(
    filters,
    named.map(({ value }) => value),
  );
  const nameOf = (key: string) => named.find(({ value }) => value === key)?.label ?? key;
  return (
    <>
      <PageHeader title={t('nav.channelOrders')} note={t('channelOrders.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('channelOrders.search')} />
          <FilterSelect filters={filters} name="channel" placeholder={t('channels.kind')} choices={named} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('channels.state')}
            choices={STATES.map((state) => ({ value: state, label: t(`orderState.${state}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="alarm"
            placeholder={t('channelOrders.alarms')}
            choices={[{ value: 'true', label: t('channelOrders.onlyAlarms') }]}
          />
          <DayRange filters={filters} />
        </FilterBar>
        <KeysetTable<ChannelOrder>
          list={list}
          columns={columnsOf(t, nameOf)}
          rowKey={(order) => order.id}
          label={t('nav.channelOrders')}
          onOpen={(order) => overlay.open(order.id)}
          empty={
            <EmptyState
              title={t(filters.active ? 'empty.noMatch' : 'channelOrders.empty')}
              hint={t(filters.active ? 'empty.noMatchHint' : 'channelOrders.emptyHint')}
            />
          }
          testId="channel-orders-table"
        />
      </Panel>
      {opened && <OrderDrawer orderId={opened} nameOf={nameOf} onClose={overlay.close} />}
    </>
  );
}

function columnsOf(t: Texts, nameOf: (key: string) => string): NonNullable<TableProps<ChannelOrder>['columns']> {
  return [
    {
      title: t('channelOrders.number'),
      key: 'number',
      render: (_, order) => (
        <span className="two-lines">
          <Link className="cell-link mono" to={{ search: `?order=${order.id}` }}>
            {order.outTradeNo}
          </Link>
          <small>{order.title}</small>
        </span>
      ),
    },
    { title: t('channels.kind'), key: 'channel', render: (_, order) => nameOf(order.channel) },
    {
      title: t('channels.state'),
      key: 'state',
      render: (_, order) => (
        <>
          <OrderStatus state={order.state} isLate={order.isLate} /> <Alarm alarm={order.alarm} />
        </>
      ),
    },
    {
      title: t('field.amount'),
      key: 'amount',
      align: 'right',
      className: 'number',
      render: (_, order) => formatMoney(toMinor(order.amountMinor)),
    },
    {
      title: t('channelOrders.refunded'),
      key: 'refunded',
      align: 'right',
      className: 'number',
      render: (_, order) => (order.refundedMinor > 0 ? formatMoney(toMinor(order.refundedMinor)) : '—'),
    },
    { title: t('channelOrders.openedAt'), key: 'openedAt', align: 'right', render: (_, order) => <Time at={order.openedAt} /> },
  ];
}
