import type { GiftCardOnSale, SentGiftCard } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey, isUnanswered, useNamed } from '@tessera/ui';
import { useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Blank } from '../../shared/controls.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BuySheet, type Choice } from './buy-sheet.tsx';
import styles from './gift-cards.module.css';
import { placeWords } from './gift-words.ts';
import { useGiftTexts } from './texts.ts';
import { useBuyGiftCard, useGiftCardsOnSale } from './use-gift-cards.ts';

/** What the member may give; nothing at all where nothing is sold. */
export function CardsOnSale(props: { onBought: (id: SentGiftCard['id']) => void }) {
  const t = useTexts();
  const words = useGiftTexts();
  const named = useNamed();
  const onSale = useGiftCardsOnSale();
  const kinds = onSale.data ?? [];
  const { kind, choice, setChoice, isShown, setShown, buy, open } = usePurchase();
  if (onSale.isError && !onSale.data) {
    return (
      <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(onSale.error))}>
        <Button onClick={() => onSale.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  if (kinds.length === 0 && !isShown) return null;
  return (
    <section aria-labelledby="gift-on-sale" data-testid="gift-on-sale">
      <h2 id="gift-on-sale" className={styles.title}>
        {words('giftCards.buyTitle')}
      </h2>
      <RowGroup>
        {kinds.map((one) => (
          <Row
            key={one.id}
            wrap
            title={named(one.name)}
            note={
              <span className={styles.lines}>
                <span>{amountsWords(one)}</span>
                <span>{placeWords(words, t, one)}</span>
              </span>
            }
            onClick={() => open(one)}
            testId="gift-kind"
          />
        ))}
      </RowGroup>
      {isShown && kind ? (
        <BuySheet
          kind={kind}
          choice={choice}
          buy={buy}
          onChoice={setChoice}
          onClose={() => setShown(false)}
          onBought={(id) => {
            setShown(false);
            props.onBought(id);
          }}
        />
      ) : null}
    </section>
  );
}

/** What is being bought, as long as the page is open. */
function usePurchase() {
  const [kind, setKind] = useState<GiftCardOnSale | null>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isShown, setShown] = useState(false);
  const buy = useBuyGiftCard();
  /** A purchase without an answer is shown until it has one; any other begins anew. */
  const open = (wanted: GiftCardOnSale) => {
    if (!buy.isPending && !isUnanswered(buy.error)) {
      buy.reset();
      setChoice(null);
      setKind(wanted);
    }
    setShown(true);
  };
  return { kind, choice, setChoice, isShown, setShown, buy, open };
}

function amountsWords({ amounts }: GiftCardOnSale): string {
  const money = (minor: number) => formatMoney(toMinor(minor));
  return amounts.kind === 'fixed' ? amounts.amountsMinor.map(money).join(' / ') : `${money(amounts.leastMinor)} – ${money(amounts.mostMinor)}`;
}
