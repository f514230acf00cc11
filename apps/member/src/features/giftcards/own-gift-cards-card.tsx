import { Money, useNamed } from '@tessera/ui';
import { usePreferences } from '../../shared/preferences.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './gift-cards.module.css';
import { placeWords } from './gift-words.ts';
import { GiftTexts, useGiftTexts } from './texts.ts';
import { useOwnGiftCards } from './use-gift-cards.ts';

/** On the first screen: what somebody sent, and what can be spent. Nothing at all where there is neither. */
export function OwnGiftCardsCard() {
  return (
    <GiftTexts>
      <Card />
    </GiftTexts>
  );
}

function Card() {
  const t = useTexts();
  const words = useGiftTexts();
  const named = useNamed();
  const { balanceShown } = usePreferences();
  const own = useOwnGiftCards().data;
  const held = own?.held.filter(({ balanceMinor, isExpired }) => balanceMinor > 0 && !isExpired) ?? [];
  const offered = own?.offered ?? [];
  if (held.length + offered.length === 0) return null;
  return (
    <section aria-labelledby="home-gift-cards" data-testid="home-gift-cards">
      <h2 id="home-gift-cards" className={styles.title}>
        {words('giftCards.title')}
      </h2>
      <RowGroup>
        {offered.map((card) => (
          <Row
            key={card.id}
            to="/gift-cards"
            wrap
            title={named(card.name)}
            note={card.senderName ? words('giftCards.from', { name: card.senderName }) : undefined}
            aside={words('giftCards.take')}
          />
        ))}
        {held.map((card) => (
          <Row
            key={card.id}
            to="/gift-cards"
            wrap
            title={named(card.name)}
            note={placeWords(words, t, card)}
            aside={balanceShown ? <Money minor={card.balanceMinor} /> : '••••'}
          />
        ))}
      </RowGroup>
    </section>
  );
}
