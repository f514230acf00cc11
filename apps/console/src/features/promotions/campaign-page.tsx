import type { Campaign } from '@tessera/contract';
import { benefitLines, Money, useNamed } from '@tessera/ui';
import { Progress, Skeleton, Table } from 'antd';
import { useParams } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CampaignActs } from './campaign-acts.tsx';
import {
  bearerWords,
  CampaignState,
  hoursWords,
  levelsWords,
  peopleWords,
  placesWords,
  productsWords,
  thanksWords,
  windowWords,
} from './campaign-words.tsx';
import { CouponsPanel } from './coupons-panel.tsx';
import { EffectPanel, EffectPayments } from './effect-panel.tsx';
import { useCampaign, useCampaignDays } from './use-campaigns.ts';

export function CampaignPage() {
  const { campaignId } = useParams();
  return <One campaignId={campaignId as Campaign['id']} />; // The route has it.
}

function One(props: { campaignId: Campaign['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const found = useCampaign(props.campaignId);
  const campaign = found.data;
  const back = { to: '/campaigns', label: t('nav.promotions') };
  if (!campaign) {
    return (
      <>
        <PageHeader title={t('nav.promotions')} back={back} />
        {found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />}
      </>
    );
  }
  const title = named(campaign.name);
  return (
    <>
      <PageHeader title={title} badge={<CampaignState state={campaign.state} />} back={back} actions={<CampaignActs campaign={campaign} />} />
      <div className="columns">
        {campaign.trigger === 'coupon' ? <CouponsPanel campaign={campaign} /> : <Days campaign={campaign} />}
        <div className="stack">
          <Figures campaign={campaign} />
          <EffectPanel campaign={campaign} />
          {campaign.trigger === 'coupon' && <Days campaign={campaign} />}
          <Panel title={t('promotions.terms')}>
            <Facts rows={termsOf(t, named, campaign)} />
          </Panel>
        </div>
      </div>
      <EffectPayments campaign={campaign} />
    </>
  );
}

function termsOf(t: ReturnType<typeof useTexts>, named: ReturnType<typeof useNamed>, campaign: Campaign) {
  const { code, coupon, writtenByName, approvedByName } = campaign;
  const optional = (label: string, value: string | number | null) => (value === null ? [] : [{ label, value: String(value) }]);
  return [
    { label: t('promotions.benefit'), value: benefitLines(t, campaign.benefit).join(t('subsidies.and')) },
    { label: t('promotions.trigger'), value: t(`trigger.${campaign.trigger}`) },
    ...optional(t('promotions.code'), code),
    ...optional(t('promotions.validDays'), coupon?.validDays ?? null),
    ...optional(t('promotions.takes'), coupon?.takesPerMember || null),
    ...optional(t('promotions.thanksFor'), thanksWords(t, named, campaign)),
    { label: t('promotions.window'), value: windowWords(t, campaign) },
    { label: t('promotions.days'), value: hoursWords(t, campaign) },
    { label: t('subsidies.scope'), value: placesWords(t, campaign) },
    { label: t('promotions.what'), value: productsWords(t, named, campaign) },
    { label: t('promotions.who'), value: peopleWords(t, campaign) },
    ...optional(t('promotions.levels'), levelsWords(t, named, campaign)),
    ...(campaign.minSpendMinor === null ? [] : [{ label: t('promotions.min'), value: <Money minor={campaign.minSpendMinor} /> }]),
    ...optional(t('promotions.perMemberCount'), campaign.perMemberCount),
    ...(campaign.perMemberMinor === null ? [] : [{ label: t('promotions.perMember'), value: <Money minor={campaign.perMemberMinor} /> }]),
    { label: t('promotions.bearer'), value: bearerWords(t, campaign) },
    { label: t('promotions.standing'), value: t(`standing.${campaign.standing}`) },
    { label: t('promotions.returnPolicy'), value: t(`returnPolicy.${campaign.returnPolicy}`) },
    { label: t('promotions.priority'), value: String(campaign.priority) },
    ...optional(t('promotions.writtenBy'), writtenByName),
    ...optional(t('promotions.approvedBy'), approvedByName),
  ];
}

const FULL = 100;

function Figures({ campaign }: { campaign: Campaign }) {
  const t = useTexts();
  const { usedMinor, budgetMinor, usedCount, places, memberCount } = campaign;
  const rows = [
    { label: t('promotions.used'), value: places === null ? String(usedCount) : `${usedCount} / ${places}` },
    { label: t('promotions.members'), value: String(memberCount) },
    ...(campaign.trigger === 'coupon' ? [{ label: t('promotions.issued'), value: issuedWords(campaign) }] : []),
    { label: t('promotions.cost'), value: <Money minor={usedMinor} /> },
    { label: t('promotions.budget'), value: budgetMinor === null ? t('promotions.noBound') : <Money minor={budgetMinor} /> },
  ];
  return (
    <Panel title={t('promotions.figures')} testId="campaign-figures">
      <Facts rows={rows} />
      {budgetMinor !== null && (
        <Progress percent={Math.floor((usedMinor / budgetMinor) * FULL)} status="normal" aria-label={t('promotions.budgetUsed')} />
      )}
    </Panel>
  );
}

const issuedWords = ({ issuedCount, coupon }: Campaign): string => (coupon?.issueMax ? `${issuedCount} / ${coupon.issueMax}` : String(issuedCount));

function Days({ campaign }: { campaign: Campaign }) {
  const t = useTexts();
  const days = useCampaignDays(campaign.id);
  return (
    <Panel title={t('promotions.byDay')} flush testId="campaign-days">
      {days.error ? (
        <ErrorNotice error={days.error} onRetry={() => days.refetch()} />
      ) : (
        <Table
          size="small"
          rowKey="day"
          loading={days.isPending}
          pagination={false}
          dataSource={days.data?.items ?? []}
          locale={{ emptyText: <EmptyState title={t('promotions.unused')} hint={t('promotions.unusedHint')} compact /> }}
          columns={[
            { title: t('promotions.day'), dataIndex: 'day', key: 'day' },
            { title: t('promotions.used'), dataIndex: 'count', key: 'count', align: 'right' },
            { title: t('promotions.cost'), key: 'cost', align: 'right', render: (_, { costMinor }) => <Money minor={costMinor} /> },
          ]}
        />
      )}
    </Panel>
  );
}
