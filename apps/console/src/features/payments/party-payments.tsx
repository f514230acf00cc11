import type { Id } from '@tessera/kernel';
import { Skeleton, Table } from 'antd';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useOverlay } from '../../shared/use-filters.ts';
import { merchantColumns, walletColumns } from './payment-columns.tsx';
import { usePartyPayments } from './use-payments.ts';

const SHOWN = 20;

/** The latest payments of one member or one merchant. */
export function PartyPayments(props: { memberId: Id<'member'> } | { merchantId: Id<'organization'> }) {
  const t = useTexts();
  const overlay = useOverlay('payment');
  const ofMember = 'memberId' in props;
  const payments = usePartyPayments(ofMember ? { memberId: props.memberId } : { merchantId: props.merchantId }, SHOWN);
  const items = payments.data?.items ?? [];
  const all = ofMember ? `/payments?member=${props.memberId}` : `/payments?merchant=${props.merchantId}`;
  const statement = ofMember ? `/statement?member=${props.memberId}` : `/statement?merchant=${props.merchantId}`;
  return (
    <Panel
      flush
      title={t('payments.latest')}
      extra={
        <>
          <Link to={statement}>{t('statement.title')}</Link> <Link to={all}>{t('payments.all')}</Link>
        </>
      }
      testId="party-payments"
    >
      <ErrorNotice error={payments.error} onRetry={() => payments.refetch()} />
      {payments.isPending && <Skeleton className="padded" active title={false} />}
      {payments.isSuccess && items.length === 0 && (
        <EmptyState compact title={t('payments.none')} hint={t(ofMember ? 'payments.noneMember' : 'payments.noneMerchant')} />
      )}
      {items.length > 0 && (
        <ScrollFrame target=".ant-table-content">
          <Table
            aria-label={t('payments.latest')}
            size="small"
            columns={ofMember ? walletColumns(t) : merchantColumns(t)}
            dataSource={items}
            rowKey={(payment) => payment.id}
            rowClassName="row-opens"
            onRow={(payment) => ({ onClick: () => overlay.open(payment.id) })}
            pagination={false}
            scroll={{ x: 'max-content' }}
          />
        </ScrollFrame>
      )}
    </Panel>
  );
}
