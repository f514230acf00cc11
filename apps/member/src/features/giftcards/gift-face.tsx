import { Money, useNamed } from '@tessera/ui';
import type { ReactNode } from 'react';
import styles from './gift-cards.module.css';
import { useGiftTexts } from './texts.ts';

type Shown = { name: { zh: string; en: string }; senderName: string; recipientName: string; message: string };

/** The card as somebody is given it: what it is worth, from whom, and their words. */
export function GiftFace(props: { card: Shown; minor: number; children?: ReactNode }) {
  const words = useGiftTexts();
  const named = useNamed();
  const { card } = props;
  return (
    <article className={styles.face} data-testid="gift-face">
      <header className={styles.faceHead}>
        <span>{named(card.name)}</span>
        {card.recipientName ? <span>{words('giftCards.to', { name: card.recipientName })}</span> : null}
      </header>
      <strong className={styles.worth}>
        <Money minor={props.minor} />
      </strong>
      {card.message ? <p className={styles.message}>{card.message}</p> : null}
      {card.senderName ? <p className={styles.sender}>{words('giftCards.from', { name: card.senderName })}</p> : null}
      {props.children}
    </article>
  );
}
