import type { HeldGiftCard, Payment } from '@tessera/contract';
import { errorKey, giftCardPart, Money, useSettings } from '@tessera/ui';
import { Button } from '../../shared/button.tsx';
import { Blank, Skeleton } from '../../shared/controls.tsx';
import { clockTime, dayOf, formatDay } from '../../shared/days.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import styles from './gift-cards.module.css';
import { GiftFace } from './gift-face.tsx';
import { useGiftTexts } from './texts.ts';
import { useMovements } from './use-gift-cards.ts';

/** A card of one's own: what is left, who gave it, and what it paid. */
export function HeldSheet({ card, onClose }: { card: HeldGiftCard; onClose: () => void }) {
  const t = useTexts();
  const words = useGiftTexts();
  const moved = useMovements(card.id);
  return (
    <Sheet title={words('giftCards.title')} onClose={onClose} testId="gift-held-sheet">
      <GiftFace card={card} minor={card.balanceMinor} />
      <h3 className={styles.title}>{words('giftCards.movements')}</h3>
      {moved.isPending ? <Skeleton height="6rem" /> : null}
      {moved.isError ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(moved.error))}>
          <Button onClick={() => moved.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      <RowGroup>
        {moved.data?.items.map((payment) => (
          <Movement key={payment.id} payment={payment} />
        ))}
      </RowGroup>
    </Sheet>
  );
}

function Movement({ payment }: { payment: Payment }) {
  const t = useTexts();
  const { locale } = useSettings();
  const today = dayOf(useNow(60_000));
  const when = `${formatDay(dayOf(payment.at), locale, today)} ${clockTime(payment.at)}`;
  return (
    <Row
      title={payment.merchantName ?? t(`payment.${payment.kind}`)}
      note={payment.merchantName ? `${t(`payment.${payment.kind}`)} · ${when}` : when}
      aside={<Money minor={giftCardPart(payment)} sign />}
      testId="gift-movement"
    />
  );
}
