import type { Dispute, WholeDispute } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import { Button, Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useOverlay } from '../../shared/use-filters.ts';
import { DisputeActs } from './dispute-acts.tsx';
import { DisputeState } from './dispute-state.tsx';
import { Timeline } from './timeline.tsx';
import { useAssign, useDesk, useDispute } from './use-disputes.ts';

/** One case: what was said, and beside it the payment and what can be done. */
export function DisputePage() {
  const t = useTexts();
  const params = useParams();
  const disputeId = readId<'dispute'>(params.disputeId);
  const found = useDispute(disputeId);
  const dispute = found.data?.dispute;
  return (
    <>
      <PageHeader
        title={dispute ? `${dispute.caseNumber} · ${t(`disputeKind.${dispute.kind}`)}` : t('nav.disputes')}
        badge={dispute && <DisputeState dispute={dispute} />}
        back={{ to: '/disputes', label: t('disputes.back') }}
      />
      {!disputeId && <EmptyState title={t('disputes.unknown')} />}
      {found.isLoading && <Skeleton active paragraph={{ rows: 10 }} />}
      <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      {found.data && (
        <div className="columns">
          <div className="stack">
            <Claim dispute={found.data.dispute} />
            <Timeline whole={found.data} />
          </div>
          <div className="stack">
            <DisputeActs whole={found.data} />
            <CaseFacts dispute={found.data.dispute} />
            <PaymentFacts whole={found.data} />
          </div>
        </div>
      )}
    </>
  );
}

function Claim(props: { dispute: Dispute }) {
  const t = useTexts();
  const { dispute } = props;
  return (
    <Panel title={t('disputes.said')} testId="dispute-claim">
      <p className="dispute-words">{dispute.text || <span className="quiet">{t('disputes.forgotten')}</span>}</p>
      {dispute.claimMinor !== null && (
        <p>
          {t(dispute.kind === 'top_up_missing' ? 'disputes.claimMissing' : 'disputes.claim')} <Money minor={dispute.claimMinor} />
        </p>
      )}
    </Panel>
  );
}

type Row = { label: string; value: ReactNode };

function CaseFacts(props: { dispute: Dispute }) {
  const t = useTexts();
  const can = useCan();
  const overlay = useOverlay('payment');
  const { dispute } = props;
  const { moneyId } = dispute;
  const member = `${dispute.memberName} ${dispute.memberNumber}`;
  const rows: (Row | false | null)[] = [
    {
      label: t('field.member'),
      value: dispute.memberId && can('members.read') ? <Link to={`/members/${dispute.memberId}`}>{member}</Link> : member,
    },
    { label: t('disputes.way'), value: t(`disputeWay.${dispute.way}`) },
    { label: t('disputes.opened'), value: <Time exact at={dispute.openedAt} /> },
    dispute.firstAnsweredAt !== null && { label: t('disputes.firstAnswered'), value: <Time exact at={dispute.firstAnsweredAt} /> },
    dispute.firstAnsweredAt === null &&
      dispute.firstDueAt !== null && { label: t('disputes.firstDue'), value: <Time exact at={dispute.firstDueAt} /> },
    { label: t('disputes.due'), value: <Time exact at={dispute.dueAt} /> },
    can('disputes.write') && { label: t('disputes.assigned'), value: <Assigned dispute={dispute} /> },
    dispute.merchantDueAt !== null && { label: t('disputes.merchantDue'), value: <Time exact at={dispute.merchantDueAt} /> },
    dispute.merchantStance !== null && { label: t('disputes.stance'), value: t(`disputeStance.${dispute.merchantStance}`) },
    dispute.outcome !== null && { label: t('disputes.result'), value: <Outcome dispute={dispute} /> },
    dispute.isContent !== null && { label: t('disputes.content'), value: t(dispute.isContent ? 'disputes.content.yes' : 'disputes.content.no') },
    moneyId !== null && {
      label: t('disputes.moneyLink'),
      value: (
        <Button type="link" className="flush-link" onClick={() => overlay.open(moneyId)} data-testid="dispute-money">
          <Money minor={dispute.amountMinor ?? 0} />
        </Button>
      ),
    },
  ];
  return (
    <Panel>
      <Facts rows={rows.filter((row): row is Row => typeof row === 'object' && row !== null)} />
    </Panel>
  );
}

function Outcome(props: { dispute: Dispute }) {
  const t = useTexts();
  const { outcome, decidedBy, approvedBy } = props.dispute;
  return (
    <span className="two-lines">
      <span data-testid="dispute-outcome">{outcome && t(`disputeOutcome.${outcome}`)}</span>
      {decidedBy && <small>{t('disputes.by', { name: decidedBy })}</small>}
      {approvedBy && <small>{t('disputes.approvedBy', { name: approvedBy })}</small>}
    </span>
  );
}

const ENDED: readonly string[] = ['decided', 'closed', 'withdrawn'];

/** Who has it, and handing it on. */
function Assigned(props: { dispute: Dispute }) {
  const t = useTexts();
  const { staff } = useSession();
  const assign = useAssign();
  const { dispute } = props;
  const isOpen = !ENDED.includes(dispute.state);
  const desk = useDesk(isOpen);
  const staffId = staff?.staffId;
  const send = (to: typeof staffId | null) => void assign.mutateAsync({ disputeId: dispute.id, staffId: to ?? null }).catch(() => undefined);
  if (!isOpen) return dispute.assignedTo ?? <span className="quiet">{t('disputes.nobody')}</span>;
  return (
    <span className="dispute-assign">
      <Select
        size="small"
        aria-label={t('disputes.assign')}
        placeholder={t('disputes.nobody')}
        value={dispute.assignedTo}
        loading={assign.isPending || desk.isLoading}
        allowClear
        popupMatchSelectWidth={false}
        options={(desk.data?.items ?? []).map((each) => ({ value: each.staffId, label: each.name }))}
        onChange={(value?: string) => send((desk.data?.items ?? []).find((each) => each.staffId === value)?.staffId)}
        data-testid="dispute-assign"
      />
      {!dispute.isMine && staffId && (
        <Button size="small" onClick={() => send(staffId)} loading={assign.isPending} data-testid="dispute-take">
          {t('disputes.take')}
        </Button>
      )}
      <ErrorNotice error={assign.error} />
    </span>
  );
}

/** What the books say of the payment, so that nobody decides from memory. */
function PaymentFacts(props: { whole: WholeDispute }) {
  const t = useTexts();
  const named = useNamed();
  const overlay = useOverlay('payment');
  const { payment, refunds } = props.whole;
  if (!payment) {
    return (
      <Panel title={t('disputes.facts')}>
        <EmptyState compact title={t('disputes.noPayment')} hint={t('disputes.noPaymentHint')} />
      </Panel>
    );
  }
  const rows: (Row | false)[] = [
    { label: t(`payment.${payment.kind}`), value: <Money minor={payment.amountMinor} /> },
    { label: t('field.time'), value: <Time exact at={payment.at} /> },
    payment.merchantName !== null && { label: t('field.merchant'), value: payment.merchantName },
    payment.terminalName !== null && { label: t('field.terminal'), value: payment.terminalName },
    { label: t('field.credential'), value: t(`credential.${payment.credential}`) },
    {
      label: t('payments.paidFrom'),
      value: (
        <span className="dispute-legs">
          {payment.legs.map((leg) => (
            <span key={`${leg.name?.zh ?? ''}${leg.amountMinor}`}>
              {leg.name ? named(leg.name) : t('purse.cash')} · <Money minor={leg.amountMinor} />
            </span>
          ))}
        </span>
      ),
    },
    ...refunds.map((refund) => ({
      label: t('payment.refund'),
      value: (
        <>
          <Time at={refund.at} /> <Money minor={refund.amountMinor} />
        </>
      ),
    })),
  ];
  return (
    <Panel
      title={t('disputes.facts')}
      extra={
        <Button size="small" onClick={() => overlay.open(payment.id)} data-testid="dispute-payment">
          {t('disputes.seePayment')}
        </Button>
      }
    >
      <Facts rows={rows.filter((row): row is Row => row !== false)} />
    </Panel>
  );
}
