import type { Campaign, Coupon } from '@tessera/contract';
import { minuteOf } from '@tessera/ui';
import { App, Button, Space, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { CouponState } from './campaign-words.tsx';
import { IssueAudience, IssueMembers, MakeCodes } from './issue-dialogs.tsx';
import { COUPON_STATES, useCoupons, useWithdrawCoupon } from './use-campaigns.ts';

const FILTERS = ['state'] as const;
type Dialog = 'members' | 'audience' | 'codes';
const DIALOGS = { members: IssueMembers, audience: IssueAudience, codes: MakeCodes } as const;

/** Whose coupons there are and what became of them; and how more come to people. */
export function CouponsPanel({ campaign }: { campaign: Campaign }) {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useCoupons(campaign.id, filters.pick('state', COUPON_STATES));
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const mayIssue = can('promotions.write') && campaign.state === 'running';
  const Open = dialog && DIALOGS[dialog];
  const extra = mayIssue && (
    <Space wrap>
      {(['members', 'audience', 'codes'] as const).map((way) => (
        <Button key={way} onClick={() => setDialog(way)} data-testid={`issue-${way}`}>
          {t(`coupons.${way}`)}
        </Button>
      ))}
    </Space>
  );
  return (
    <Panel title={t('coupons.title')} extra={extra} flush>
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={COUPON_STATES.map((state) => ({ value: state, label: t(`couponState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<Coupon>
        list={list}
        columns={useColumns(t, can('promotions.write'))}
        rowKey={(coupon) => coupon.id}
        label={t('coupons.title')}
        empty={<EmptyState title={t('coupons.empty')} hint={t('coupons.emptyHint')} />}
        testId="coupons-table"
      />
      {Open && <Open campaign={campaign} onClose={() => setDialog(null)} />}
    </Panel>
  );
}

function useColumns(t: Texts, mayWithdraw: boolean): NonNullable<TableProps<Coupon>['columns']> {
  return [
    { title: t('field.member'), key: 'member', render: (_, coupon) => <Holder coupon={coupon} /> },
    { title: t('coupons.way'), key: 'way', render: (_, { way }) => t(`issueWay.${way}`) },
    { title: t('field.status'), key: 'state', render: (_, { state }) => <CouponState state={state} /> },
    {
      title: t('coupons.expires'),
      key: 'expires',
      render: (_, { expiresAt }) => <span className="number">{expiresAt === null ? '—' : minuteOf(expiresAt)}</span>,
    },
    {
      title: '',
      key: 'withdraw',
      align: 'right',
      render: (_, coupon) => mayWithdraw && coupon.state === 'available' && <Withdraw coupon={coupon} />,
    },
  ];
}

function Holder({ coupon }: { coupon: Coupon }) {
  const t = useTexts();
  if (coupon.memberId === null) return <span className="quiet">{t('coupons.code', { tail: coupon.codeTail ?? '' })}</span>;
  return (
    <Link className="cell-link two-lines" to={`/members/${coupon.memberId}`}>
      <span>{coupon.memberName}</span>
      <small className="number">{coupon.memberNumber}</small>
    </Link>
  );
}

function Withdraw({ coupon }: { coupon: Coupon }) {
  const t = useTexts();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const withdraw = useWithdrawCoupon();
  const ask = () =>
    confirm({
      title: t('coupons.withdrawTitle'),
      changes: [t('coupons.withdrawChange')],
      ok: t('coupons.withdraw'),
      danger: true,
      run: async () => {
        await withdraw.mutateAsync(coupon);
        message.success(t('saved'));
      },
    });
  return (
    <Button size="small" onClick={ask}>
      {t('coupons.withdraw')}
    </Button>
  );
}
