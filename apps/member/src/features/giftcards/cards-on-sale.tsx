import type { GiftCardOnSale, SentGiftCard } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { useState } from 'react';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BuySheet } from './buy-sheet.tsx';
import styles from './gift-cards.module.css';
import { placeWords } from './gift-words.ts';
import { useGiftTexts } from './texts.ts';
import { useGiftCardsOnSale } from './use-gift-cards.ts';

/** What the member may give; nothing at all where nothing is sold. */
export function CardsOnSale(props: { onBought: (id: SentGiftCard['id']) => void }) {
  const t = useTexts();
  const words = useGiftTexts();
  const named = useNamed();
  const kinds = useGiftCardsOnSale().data ?? [];
  const [buying, setBuying] = useState<GiftCardOnSale | null>(null);
  if (kinds.length === 0 && !buying) return null;
  return (
    <section aria-labelledby="gift-on-sale" data-testid="gift-on-sale">
      <h2 id="gift-on-sale" className={styles.title}>
        {words('giftCards.buyTitle')}
      </h2>
      <RowGroup>
        {kinds.map((kind) => (
          <Row
            key={kind.id}
            wrap
            title={named(kind.name)}
            note={
              <span className={styles.lines}>
                <span>{amountsWords(kind)}</span>
                <span>{placeWords(words, t, kind)}</span>
              </span>
            }
            onClick={() => setBuying(kind)}
            testId="gift-kind"
          />
        ))}
      </RowGroup>
      {buying ? (
        <BuySheet
          kind={buying}
          onClose={() => setBuying(null)}
          onBought={(id) => {
            setBuying(null);
            props.onBought(id);
          }}
        />
      ) : null}
    </section>
  );
}

function amountsWords({ amounts }: GiftCardOnSale): string {
  const money = (minor: number) => formatMoney(toMinor(minor));
  return amounts.kind === 'fixed' ? amounts.amountsMinor.map(money).join(' / ') : `${money(amounts.leastMinor)} – ${money(amounts.mostMinor)}`;
}
