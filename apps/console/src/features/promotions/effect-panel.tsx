import type { Campaign, CampaignEffect, CampaignPayment } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Skeleton } from 'antd';
import { client } from '../../shared/api.ts';
import { ExportList } from '../../shared/export-list.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useCampaignEffect, useCampaignPayments } from './use-campaigns.ts';

/** What a campaign brought at tills, who bore it, and the payments behind it. */
export function EffectPanel({ campaign }: { campaign: Campaign }) {
  const t = useTexts();
  const found = useCampaignEffect(campaign.id);
  return (
    <Panel title={t('effect.title')} testId="campaign-effect">
      {found.error && <ErrorNotice error={found.error} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton active paragraph={{ rows: 5 }} />}
      {found.data && <Facts rows={rowsOf(t, found.data)} />}
    </Panel>
  );
}

function rowsOf(t: Texts, effect: CampaignEffect) {
  const { takings, discountPerSaleMinor } = effect;
  return [
    { label: t('effect.sales'), value: String(effect.saleCount) },
    { label: t('effect.members'), value: String(effect.memberCount) },
    { label: t('effect.gross'), value: <Money minor={effect.grossMinor} /> },
    { label: t('effect.paid'), value: <Money minor={effect.paidMinor} /> },
    { label: t('effect.discount'), value: <Money minor={effect.discountMinor} /> },
    ...(discountPerSaleMinor === null ? [] : [{ label: t('effect.perSale'), value: <Money minor={discountPerSaleMinor} /> }]),
    ...effect.costs.map(({ bearer, costMinor }) => ({ label: t(`effect.cost.${bearer}`), value: <Money minor={costMinor} /> })),
    ...(takings
      ? [
          { label: t('effect.during', { from: takings.from, to: takings.to }), value: <Takings {...takings} /> },
          { label: t('effect.before', { from: takings.before.from, to: takings.before.to }), value: <Takings {...takings.before} /> },
        ]
      : []),
  ];
}

function Takings({ count, minor }: { count: number; minor: number }) {
  const t = useTexts();
  return (
    <>
      <Money minor={minor} /> <span className="quiet">{t('effect.payments', { count })}</span>
    </>
  );
}

/** Each payment that the campaign counted in. */
export function EffectPayments({ campaign }: { campaign: Campaign }) {
  const t = useTexts();
  const list = useCampaignPayments(campaign.id);
  const fetch = (language: 'zh-CN' | 'en') => client.checkouts.exportCampaignPayments({ campaignId: campaign.id, language });
  return (
    <Panel title={t('effect.list')} flush extra={<ExportList fileName={t('effect.list')} fetch={fetch} />}>
      <KeysetTable<CampaignPayment>
        list={list}
        columns={columns(t)}
        rowKey={(payment) => payment.id}
        label={t('effect.list')}
        empty={<EmptyState title={t('effect.none')} hint={t('effect.noneHint')} compact />}
        testId="effect-payments"
      />
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<CampaignPayment>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, { at }) => <Time at={at} /> },
    {
      title: t('redemptions.member'),
      key: 'member',
      render: (_, { memberName, memberNumber }) => (
        <span className="two-lines">
          <span>{memberName ?? '—'}</span>
          <small className="number">{memberNumber}</small>
        </span>
      ),
    },
    { title: t('field.merchant'), key: 'merchant', dataIndex: 'merchantName' },
    { title: t('effect.price'), key: 'gross', align: 'right', render: (_, { grossMinor }) => <Money minor={grossMinor} /> },
    { title: t('effect.discount'), key: 'discount', align: 'right', render: (_, { discountMinor }) => <Money minor={discountMinor} /> },
    { title: t('effect.total'), key: 'total', align: 'right', render: (_, { totalMinor }) => <Money minor={totalMinor} /> },
    { title: t('effect.returned'), key: 'returned', align: 'right', render: (_, { returnedMinor }) => <Money minor={returnedMinor} /> },
  ];
}
