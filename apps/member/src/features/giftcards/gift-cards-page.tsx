import type { HeldGiftCard, OfferedGiftCard, SentGiftCard } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered, Money, useNamed, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { dayOf } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { useNow } from '../../shared/use-now.ts';
import { CardsOnSale } from './cards-on-sale.tsx';
import { CodeForm } from './code-form.tsx';
import styles from './gift-cards.module.css';
import { GiftFace } from './gift-face.tsx';
import { codeIn, placeWords, untilWords } from './gift-words.ts';
import { HeldSheet } from './held-sheet.tsx';
import { SentSheet } from './sent-sheet.tsx';
import { GiftTexts, useGiftTexts } from './texts.ts';
import { useOwnGiftCards, useTakeGiftCard } from './use-gift-cards.ts';

/** One's own gift cards, those that were sent, a code to enter, and what can be given. */
export function GiftCardsPage() {
  return (
    <GiftTexts>
      <Page />
    </GiftTexts>
  );
}

function Page() {
  const t = useTexts();
  const words = useGiftTexts();
  const navigate = useNavigate();
  const own = useOwnGiftCards();
  const [shown, setShown] = useState<SentGiftCard['id'] | null>(null);
  const sent = own.data?.sent ?? [];
  const open = sent.find(({ id }) => id === shown);
  return (
    <main data-testid="gift-cards-page">
      <PageHeader title={words('giftCards.title')} onBack={() => navigate('/me')} />
      {own.isPending ? <Skeleton height="12rem" /> : null}
      {own.isError && !own.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(own.error))}>
          <Button onClick={() => own.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      <Offered cards={own.data?.offered ?? []} />
      <EnterCode />
      {own.data ? <Held cards={own.data.held} /> : null}
      <CardsOnSale onBought={setShown} />
      <Sent cards={sent} onOpen={setShown} />
      {open ? <SentSheet card={open} onClose={() => setShown(null)} /> : null}
    </main>
  );
}

function Offered(props: { cards: readonly OfferedGiftCard[] }) {
  const t = useTexts();
  const words = useGiftTexts();
  const toast = useToast();
  const take = useTakeGiftCard();
  if (props.cards.length === 0) return null;
  const problem = take.isError ? (isUnanswered(take.error) ? words('giftCards.unanswered') : t(errorKey(take.error))) : '';
  return (
    <section aria-labelledby="gift-offered" data-testid="gift-offered">
      <h2 id="gift-offered" className={styles.title}>
        {words('giftCards.offered')}
      </h2>
      {props.cards.map((card) => (
        <GiftFace key={card.id} card={card} minor={card.faceMinor}>
          <Button
            look="secondary"
            wide
            busy={take.isPending && take.variables?.giftCardId === card.id}
            onClick={() => take.mutate({ giftCardId: card.id }, { onSuccess: () => toast(words('giftCards.taken')) })}
            data-testid="take-offered"
          >
            {words('giftCards.take')}
          </Button>
        </GiftFace>
      ))}
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    </section>
  );
}

/** Whoever came by a link finds its code here. */
function EnterCode() {
  const t = useTexts();
  const words = useGiftTexts();
  const toast = useToast();
  const take = useTakeGiftCard();
  const [text, setText] = useState(() => codeIn(location.hash) ?? '');
  const onTaken = () => {
    setText('');
    history.replaceState(history.state, '', location.pathname);
    toast(words('giftCards.taken'));
  };
  return (
    <>
      <CodeForm
        text={text}
        onText={setText}
        onCode={(code) => take.mutate({ code }, { onSuccess: onTaken })}
        hint={words('giftCards.enterHint')}
        testId="gift-code"
      >
        <Button type="submit" busy={take.isPending} disabled={!text.trim()} data-testid="gift-take">
          {words('giftCards.take')}
        </Button>
      </CodeForm>
      <p className={styles.problem} role="alert">
        {take.isError ? (isUnanswered(take.error) ? words('giftCards.unanswered') : t(errorKey(take.error))) : ''}
      </p>
    </>
  );
}

function Held(props: { cards: readonly HeldGiftCard[] }) {
  const t = useTexts();
  const words = useGiftTexts();
  const named = useNamed();
  const { locale } = useSettings();
  const today = dayOf(useNow(60_000));
  const [opened, setOpened] = useState<HeldGiftCard | null>(null);
  return (
    <section aria-labelledby="gift-held" data-testid="gift-held">
      <h2 id="gift-held" className={styles.title}>
        {words('giftCards.held')}
      </h2>
      {props.cards.length === 0 ? <Blank icon="card" title={words('giftCards.heldNone')} text={words('giftCards.heldNoneText')} /> : null}
      <RowGroup>
        {props.cards.map((card) => (
          <Row
            key={card.id}
            wrap
            title={named(card.name)}
            note={
              <span className={styles.lines}>
                <span>{placeWords(words, t, card)}</span>
                <span>{untilWords(words, card.expiresOn, { locale, today })}</span>
                {card.senderName ? <span>{words('giftCards.from', { name: card.senderName })}</span> : null}
              </span>
            }
            aside={
              <span className={styles.lines}>
                <Money minor={card.balanceMinor} />
                <HeldState card={card} />
              </span>
            }
            onClick={() => setOpened(card)}
            testId="held-gift-card"
          />
        ))}
      </RowGroup>
      {opened ? <HeldSheet card={opened} onClose={() => setOpened(null)} /> : null}
    </section>
  );
}

function HeldState({ card }: { card: HeldGiftCard }) {
  const words = useGiftTexts();
  if (card.balanceMinor === 0 && !card.isExpired) return <Chip tone="plain">{words('giftCards.spent')}</Chip>;
  if (card.isExpired) return <Chip tone="bad">{words('giftCards.expired')}</Chip>;
  return <small className={styles.hint}>{words('giftCards.ofFace', { amount: formatMoney(toMinor(card.faceMinor)) })}</small>;
}

const TONES = { waiting: 'warn', blocked: 'bad', held: 'good', returned: 'plain', lapsed: 'plain' } as const;

/** Nothing at all where nothing was given. */
function Sent(props: { cards: readonly SentGiftCard[]; onOpen: (id: SentGiftCard['id']) => void }) {
  const words = useGiftTexts();
  const named = useNamed();
  if (props.cards.length === 0) return null;
  return (
    <section aria-labelledby="gift-sent" data-testid="gift-sent">
      <h2 id="gift-sent" className={styles.title}>
        {words('giftCards.sent')}
      </h2>
      <RowGroup>
        {props.cards.map((card) => (
          <Row
            key={card.id}
            wrap
            title={card.recipientName ? words('giftCards.to', { name: card.recipientName }) : named(card.name)}
            note={`${named(card.name)} · ${formatMoney(toMinor(card.faceMinor))}`}
            aside={<Chip tone={TONES[card.state]}>{words(`giftCards.state.${card.state}`)}</Chip>}
            onClick={() => props.onOpen(card.id)}
            testId="sent-gift-card"
          />
        ))}
      </RowGroup>
    </section>
  );
}
