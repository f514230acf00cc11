import type { Id } from '@tessera/kernel';
import { Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { Timeline } from '../features/audit/timeline.tsx';
import { MemberCards } from '../features/cards/member-cards.tsx';
import { MemberProfile } from '../features/members/member-profile.tsx';
import { useMember } from '../features/members/use-members.ts';
import { PartyPayments } from '../features/payments/party-payments.tsx';
import { MemberWallet } from '../features/wallets/member-wallet.tsx';
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
  if (!member) return query.error ? <ErrorNotice error={query.error} onRetry={() => query.refetch()} /> : <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <PageHeader
        back={{ to: '/members', label: t('nav.members') }}
        title={
          <>
            {member.name}
            <small className="title-note">{member.status === 'closed' && <Status tone="quiet">{t('memberStatus.closed')}</Status>}</small>
          </>
        }
        note={<span className="number">{`${member.memberNumber} · ${t(`memberKind.${member.kind}`)}`}</span>}
        actions={
          can('payments.topUp') && (
            <Link to={`/top-up?member=${member.id}`}>
              <Button type="primary" tabIndex={-1} icon={<Icon name="topUp" size={16} />} data-testid="member-top-up">
                {t('payment.top_up')}
              </Button>
            </Link>
          )
        }
      />
      <div className="columns">
        <div className="stack">
          {can('cards.read') && <MemberCards member={member} />}
          {can('payments.read') && <PartyPayments memberId={member.id} search={member.memberNumber} />}
        </div>
        <div className="stack">
          {can('wallets.read') && <MemberWallet memberId={member.id} memberName={member.name} />}
          <MemberProfile member={member} />
          {can('audit.read') && <Timeline targetId={member.id} />}
        </div>
      </div>
    </>
  );
}
