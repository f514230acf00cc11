import type { SentGiftCard } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { formatGiftCode } from '@tessera/rules';
import { errorKey, isUnanswered, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Chip } from '../../shared/controls.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { dayOf, formatDay } from '../../shared/days.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { useNow } from '../../shared/use-now.ts';
import styles from './gift-cards.module.css';
import { GiftFace } from './gift-face.tsx';
import { linkOf, placeWords, untilWords } from './gift-words.ts';
import { useGiftTexts } from './texts.ts';
import { useReturnGiftCard } from './use-gift-cards.ts';

/** A card that was bought: to be passed on while it waits, and given back within its days. */
export function SentSheet(props: { card: SentGiftCard; onClose: () => void }) {
  const t = useTexts();
  const words = useGiftTexts();
  const { locale } = useSettings();
  const today = dayOf(useNow(60_000));
  const [returning, setReturning] = useState(false);
  const { card } = props;
  return (
    <Sheet title={words('giftCards.title')} onClose={props.onClose} testId="gift-sent-sheet">
      <GiftFace card={card} minor={card.faceMinor}>
        {card.code ? (
          <div className={styles.code}>
            <QrCode code={linkOf(card.code)} label={words('giftCards.qr')} className={styles.qr} testId="gift-qr" />
            <p className={styles.signs} data-testid="gift-signs">
              {formatGiftCode(card.code)}
            </p>
          </div>
        ) : null}
      </GiftFace>
      <p className={styles.text}>
        {placeWords(words, t, card)} · {untilWords(words, card.expiresOn, { locale, today })}
      </p>
      {card.code ? <PassOn card={card} code={card.code} /> : <Chip tone="plain">{words(`giftCards.state.${card.state}`)}</Chip>}
      {card.returnableUntil && !returning ? (
        <Button wide look="danger" onClick={() => setReturning(true)} data-testid="gift-return">
          {words('giftCards.return')}
        </Button>
      ) : null}
      {card.returnableUntil && returning ? (
        <GiveBack card={card} day={formatDay(card.returnableUntil, locale, today)} onDone={props.onClose} />
      ) : null}
    </Sheet>
  );
}

function PassOn({ card, code }: { card: SentGiftCard; code: string }) {
  const words = useGiftTexts();
  const toast = useToast();
  const copy = async (text: string) => {
    await copyText(text);
    toast(words('giftCards.copied'));
  };
  const from = card.senderName ? words('giftCards.shareText', { sender: card.senderName }) : words('giftCards.shareTextNameless');
  const greeting = [from, card.message].filter(Boolean).join('\n');
  // Closed without a choice: nothing was sent, and nothing is wrong.
  const share = () => navigator.share({ text: greeting, url: linkOf(code) }).catch(() => undefined);
  return (
    <div className={styles.acts}>
      {'share' in navigator ? (
        <Button wide onClick={share} data-testid="gift-share">
          {words('giftCards.share')}
        </Button>
      ) : null}
      <Button wide look="secondary" onClick={() => copy(linkOf(code))} data-testid="gift-copy-link">
        {words('giftCards.copyLink')}
      </Button>
      <Button wide look="secondary" onClick={() => copy(formatGiftCode(code))}>
        {words('giftCards.copyCode')}
      </Button>
    </div>
  );
}

function GiveBack(props: { card: SentGiftCard; day: string; onDone: () => void }) {
  const t = useTexts();
  const words = useGiftTexts();
  const toast = useToast();
  const giveBack = useReturnGiftCard();
  const done = {
    onSuccess: () => {
      toast(words('giftCards.returned'));
      props.onDone();
    },
  };
  const problem = giveBack.isError ? (isUnanswered(giveBack.error) ? words('giftCards.unanswered') : t(errorKey(giveBack.error))) : '';
  return (
    <section aria-label={words('giftCards.returnTitle')}>
      <p className={styles.text}>{words('giftCards.returnText', { price: formatMoney(toMinor(props.card.priceMinor)), day: props.day })}</p>
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      <Button
        wide
        look="danger"
        busy={giveBack.isPending}
        onClick={() => giveBack.mutate({ giftCardId: props.card.id }, done)}
        data-testid="gift-return-sure"
      >
        {words('giftCards.return')}
      </Button>
    </section>
  );
}
