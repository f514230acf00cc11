import type { Member } from '@tessera/contract';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { CardActs, CardStatus } from './card-acts.tsx';
import { DeskDialog } from './desk-dialog.tsx';
import { IssueCardDialog } from './issue-card-dialog.tsx';
import { useMemberCards } from './use-cards.ts';

export function MemberCards(props: { member: Member }) {
  const t = useTexts();
  const can = useCan();
  const cards = useMemberCards(props.member.id);
  const [issuing, setIssuing] = useState(false);
  const [helping, setHelping] = useState(false);
  return (
    <Panel
      flush
      title={t('nav.cards')}
      testId="member-cards"
      extra={
        can('cards.write') && (
          <>
            <Button size="small" onClick={() => setHelping(true)} data-testid="open-desk">
              {t('desk.open')}
            </Button>
            {props.member.kind !== 'anonymous' && (
              <Button size="small" icon={<Icon name="plus" size={14} />} onClick={() => setIssuing(true)} data-testid="issue-card">
                {t('cards.issue')}
              </Button>
            )}
          </>
        )
      }
    >
      <ErrorNotice error={cards.error} onRetry={() => cards.refetch()} />
      {cards.isPending && <Skeleton className="padded" active title={false} paragraph={{ rows: 2 }} />}
      {cards.data?.items.length === 0 && <EmptyState compact title={t('cards.none')} hint={t('cards.noneHint')} />}
      <ul className="rows">
        {cards.data?.items.map((card) => (
          <li key={card.id} className={card.status === 'void' ? 'row-faded' : ''}>
            <Icon name="cards" />
            <div className="two-lines grow">
              <span>
                {t(`card.${card.kind}`)} <span className="mono">···· {card.tail}</span>
              </span>
              <small>
                {t('cards.issuedAt')} <Time at={card.issuedAt} />
              </small>
            </div>
            <CardStatus card={card} />
            <CardActs card={card} />
          </li>
        ))}
      </ul>
      {helping && <DeskDialog member={props.member} cards={cards.data?.items ?? []} onClose={() => setHelping(false)} />}
      {issuing && <IssueCardDialog holder={props.member} onClose={() => setIssuing(false)} />}
    </Panel>
  );
}
