import type { GiftCard } from '@tessera/contract';
import { giftCardPart, Money, useNamed } from '@tessera/ui';
import { Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useOverlay } from '../../shared/use-filters.ts';
import { CardActs } from './card-acts.tsx';
import type { ShownCode } from './code-sheet.tsx';
import { CardState } from './gift-words.tsx';
import { useGiftCard, useMovements } from './use-gift-cards.ts';

/** One card: what is left on it, whose it is, and what can be done with it. */
export function GiftCardDrawer(props: { giftCardId: string; onClose: () => void; onCode: (shown: ShownCode) => void }) {
  const t = useTexts();
  const giftCardId = readId<'giftCard'>(props.giftCardId);
  const found = useGiftCard(giftCardId);
  return (
    <Drawer open title={t('giftCards.one')} size={460} onClose={props.onClose} data-testid="gift-card-drawer">
      {!giftCardId && <EmptyState compact title={t('giftcards.unknown')} />}
      {giftCardId && found.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      <ErrorNotice error={found.error} onRetry={() => found.refetch()} />
      {found.data && <Detail card={found.data} onCode={props.onCode} />}
    </Drawer>
  );
}

function Detail({ card, onCode }: { card: GiftCard; onCode: (shown: ShownCode) => void }) {
  const t = useTexts();
  const can = useCan();
  const named = useNamed();
  return (
    <>
      <div className="gift-head">
        <CardState state={card.state} />
        <strong data-testid="gift-left">
          <Money minor={card.balanceMinor} />
        </strong>
        <span className="quiet">{`${named(card.name)} · ···· ${card.tail}`}</span>
      </div>
      <Facts rows={factsOf(t, card, can('members.read'))} />
      {card.holder && can('payments.read') && <Movements giftCardId={card.id} />}
      <CardActs card={card} onCode={onCode} />
    </>
  );
}

/** What it paid, what came back to it, and what lapsed; each leads to its payment. */
function Movements(props: { giftCardId: GiftCard['id'] }) {
  const t = useTexts();
  const opened = useOverlay('payment');
  const found = useMovements(props.giftCardId);
  if (found.error) return <ErrorNotice error={found.error} onRetry={() => found.refetch()} />;
  return (
    <section className="gift-movements" aria-label={t('giftCards.movements')} aria-busy={found.isPending}>
      <h3>{t('giftCards.movements')}</h3>
      <ul>
        {found.data?.items.map((payment) => (
          <li key={payment.id}>
            <button type="button" onClick={() => opened.open(payment.id)} data-testid="gift-movement">
              <span className="two-lines">
                <span>{payment.merchantName ?? t(`payment.${payment.kind}`)}</span>
                <small>
                  {payment.merchantName && `${t(`payment.${payment.kind}`)} · `}
                  <Time at={payment.at} />
                </small>
              </span>
              <Money minor={giftCardPart(payment)} sign />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsOf(t: Texts, card: GiftCard, seesMembers: boolean): { label: string; value: ReactNode }[] {
  const person = (of: GiftCard['holder'], nobody: string) => {
    if (!of) return nobody;
    return seesMembers ? <Link to={`/members/${of.memberId}`}>{of.name}</Link> : of.name;
  };
  return [
    { label: t('giftCards.face'), value: <Money minor={card.faceMinor} /> },
    { label: t('giftCards.price'), value: <Money minor={card.priceMinor} /> },
    { label: t('giftCards.buyer'), value: person(card.buyer, card.soldByName === null ? '—' : t('giftCards.atCounter')) },
    ...(card.soldByName === null ? [] : [{ label: t('giftCards.soldBy'), value: card.soldByName }]),
    { label: t('giftCards.soldAt'), value: <Time exact at={card.soldAt} /> },
    { label: t('giftCards.holder'), value: person(card.holder, '—') },
    ...(card.heldAt === null ? [] : [{ label: t('giftCards.heldAt'), value: <Time exact at={card.heldAt} /> }]),
    { label: t('giftCards.expiresOn'), value: card.expiresOn ?? t('giftCards.noEnd') },
    ...(card.returnableUntil === null ? [] : [{ label: t('giftCards.returnable'), value: card.returnableUntil }]),
    ...(card.endedAt === null ? [] : [{ label: t('giftCards.endedAt'), value: <Time exact at={card.endedAt} /> }]),
    ...(card.reason === '' ? [] : [{ label: t('giftCards.reason'), value: card.reason }]),
  ];
}
