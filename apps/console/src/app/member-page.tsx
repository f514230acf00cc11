import type { Id } from '@tessera/kernel';
import { Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { Timeline } from '../features/audit/timeline.tsx';
import { MemberCards } from '../features/cards/member-cards.tsx';
import { useMemberCards } from '../features/cards/use-cards.ts';
import { MemberGuardians } from '../features/guardians/member-guardians.tsx';
import { MemberPoints } from '../features/loyalty/member-points.tsx';
import { MemberPlans } from '../features/mealplans/member-plans.tsx';
import { EndMemberSessions } from '../features/members/end-member-sessions.tsx';
import { MemberProfile } from '../features/members/member-profile.tsx';
import { PrivateFields } from '../features/members/private-fields.tsx';
import { TurnMember } from '../features/members/turn-member.tsx';
import { useMember } from '../features/members/use-members.ts';
import { PartyPayments } from '../features/payments/party-payments.tsx';
import { ProposeErasure } from '../features/privacy/propose-erasure.tsx';
import { MemberWallet, useMemberWallet } from '../features/wallets/member-wallet.tsx';
import { Icon } from '../shared/icons.tsx';
import { readId } from '../shared/ids.ts';
import { ErrorNotice } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page.tsx';
import { useCan } from '../shared/session.tsx';
import { Status } from '../shared/status.tsx';
import { useTexts } from '../shared/texts.ts';
import { NotFound } from './dead-ends.tsx';

export function MemberPage() {
  const memberId = readId<'member'>(useParams().memberId);
  return memberId ? <OneMember key={memberId} memberId={memberId} /> : <NotFound />;
}

/** One person with everything that hangs on them. */
function OneMember(props: { memberId: Id<'member'> }) {
  const t = useTexts();
  const can = useCan();
  const query = useMember(props.memberId);
  const member = query.data;
  if (!member)
    return query.error ? <ErrorNotice error={query.error} onRetry={() => query.refetch()} /> : <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <PageHeader
        back={{ to: '/members', label: t('nav.members') }}
        title={member.name}
        badge={member.status === 'closed' && <Status tone="quiet">{t('memberStatus.closed')}</Status>}
        note={<span className="number">{`${member.memberNumber} · ${t(`memberKind.${member.kind}`)}`}</span>}
        actions={
          <>
            {can('members.write') && member.status === 'active' && <EndMemberSessions member={member} />}
            {can('members.write') && <TurnMember member={member} />}
            {can('members.erase') && member.status === 'active' && <ProposeErasure member={member} />}
            {can('payments.topUp') && (
              <Link to={`/top-up?member=${member.id}`}>
                <Button type="primary" tabIndex={-1} icon={<Icon name="topUp" size={16} />} data-testid="member-top-up">
                  {t('payment.top_up')}
                </Button>
              </Link>
            )}
          </>
        }
      />
      <div className="columns">
        <div className="stack">
          {can('cards.read') && <MemberCards member={member} />}
          {can('payments.read') && <PartyPayments memberId={member.id} />}
        </div>
        <div className="stack">
          {can('wallets.read') && <MemberWallet memberId={member.id} memberName={member.name} />}
          {can('guardians.read') && <MemberGuardians member={member} />}
          {(can('loyalty.read') || can('wallets.read')) && <MemberPoints memberId={member.id} />}
          {can('mealplans.read') && <MemberPlans memberId={member.id} />}
          <MemberProfile member={member} />
          <PrivateFields memberId={member.id} />
          {can('audit.read') && <MemberTimeline memberId={member.id} />}
        </div>
      </div>
    </>
  );
}

/** What happened to the person, the wallet and the cards, in one line of time. */
function MemberTimeline(props: { memberId: Id<'member'> }) {
  const can = useCan();
  const wallet = useMemberWallet(props.memberId, can('wallets.read'));
  const cards = useMemberCards(props.memberId, can('cards.read'));
  const hanging = [wallet.data?.id, ...(cards.data?.items.map((card) => card.id) ?? [])].filter((id) => id !== undefined);
  return <Timeline targetIds={[props.memberId, ...hanging]} />;
}
