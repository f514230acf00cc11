import type { Organization, Shop } from '@tessera/contract';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useShops } from '../../shared/use-shops.ts';
import { ShopForm } from './shop-form.tsx';

/** Where a merchant is found. */
export function MerchantShops({ merchant }: { merchant: Organization }) {
  const t = useTexts();
  const can = useCan();
  const shops = useShops(merchant.id);
  const [editing, setEditing] = useState<Shop | 'new' | null>(null);
  const items = shops.data?.items ?? [];
  const mayWrite = can('shops.write');
  return (
    <Panel
      flush
      title={t('shops.title')}
      testId="merchant-shops"
      extra={
        mayWrite && (
          <Button size="small" icon={<Icon name="plus" size={14} />} onClick={() => setEditing('new')} data-testid="create-shop">
            {t('shops.create')}
          </Button>
        )
      }
    >
      <ErrorNotice error={shops.error} onRetry={() => shops.refetch()} />
      {shops.isPending && <Skeleton className="padded" active title={false} />}
      {shops.isSuccess && items.length === 0 && <EmptyState compact title={t('shops.empty')} hint={t('shops.emptyHint')} />}
      {items.length > 0 && (
        <ScrollFrame target=".ant-table-content">
          <Table
            aria-label={t('shops.title')}
            size="small"
            columns={columns(t, mayWrite ? setEditing : undefined)}
            dataSource={items}
            rowKey={(shop) => shop.id}
            pagination={false}
            scroll={{ x: 'max-content' }}
          />
        </ScrollFrame>
      )}
      {editing && <ShopForm merchant={merchant} {...(editing !== 'new' && { shop: editing })} onClose={() => setEditing(null)} />}
    </Panel>
  );
}

function columns(t: Texts, onEdit: ((shop: Shop) => void) | undefined): NonNullable<TableProps<Shop>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, shop) => (
        <span className="two-lines">
          <span>{shop.name}</span>
          <small className="quiet">{`${shop.region} · ${shop.address}`}</small>
        </span>
      ),
    },
    {
      title: t('shops.hours'),
      key: 'hours',
      render: (_, shop) => (
        <span className="two-lines">
          <span className="number">{`${shop.opensAt}–${shop.closesAt}`}</span>
          <small className="quiet">{daysWords(t, shop.openDays)}</small>
        </span>
      ),
    },
    { title: t('shops.phone'), key: 'phone', render: (_, shop) => <span className="number">{shop.phone || '—'}</span> },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, shop) => <Status tone={shop.state === 'on' ? 'good' : 'quiet'}>{t(`shopState.${shop.state}`)}</Status>,
    },
    ...(onEdit
      ? [
          {
            title: <span className="hidden-word">{t('action.edit')}</span>,
            key: 'act',
            render: (_: unknown, shop: Shop) => (
              <Button size="small" aria-label={t('shops.editNamed', { name: shop.name })} onClick={() => onEdit(shop)} data-testid="edit-shop">
                {t('action.edit')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Every day, or the days by name. */
export function daysWords(t: Texts, openDays: readonly number[]): string {
  if (openDays.length === DAYS.length) return t('shops.everyDay');
  return DAYS.filter((day) => openDays.includes(day))
    .map((day) => t(`shopDay.${day}`))
    .join(' ');
}
