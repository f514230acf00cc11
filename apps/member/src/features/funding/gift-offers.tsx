import type { TopUpTerms } from '@tessera/contract';
import { formatDecimal, type Minor, toMinor } from '@tessera/kernel';
import { giftsFor } from '@tessera/rules';
import { useNamed } from '@tessera/ui';
import { useTexts } from '../../shared/texts.ts';
import styles from './funding.module.css';

type Offer = TopUpTerms['offers'][number];

/** What this payment would bring; one that does not fit on the card beside it is not given. */
export function bestGift({ offers, maxMinor }: Pick<TopUpTerms, 'offers' | 'maxMinor'>, paidMinor: Minor | undefined) {
  if (paidMinor === undefined) return null;
  const gifts = giftsFor(
    offers.map(({ terms }) => terms),
    paidMinor,
  );
  const fitting = gifts.find(({ giftMinor }) => paidMinor + giftMinor <= maxMinor);
  const best = fitting ?? gifts[0];
  return best ? { paidMinor, giftMinor: best.giftMinor, fits: fitting !== undefined } : null;
}

/** What is given at present; choosing one fills in its least payment. */
export function GiftOffers(props: { offers: readonly Offer[]; onChoose: (text: string) => void }) {
  const t = useTexts();
  const named = useNamed();
  if (props.offers.length === 0) return null;
  return (
    <ul className={styles.offers} aria-label={t('topUp.offers')}>
      {props.offers.map((offer) => (
        <li key={offer.id}>
          <button
            type="button"
            className={styles.offer}
            onClick={() => props.onChoose(formatDecimal(toMinor(offer.terms.minMinor)).replace(/\.00$/, ''))}
            data-testid="gift-offer"
          >
            <strong>{named(offer.name)}</strong>
            <span>{offerWords(t, offer)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function offerWords(t: ReturnType<typeof useTexts>, { terms, frequency, endsOn }: Offer): string {
  const min = terms.minMinor / 100;
  const words =
    terms.kind === 'fixed'
      ? t('topUp.offerFixed', { min, gift: terms.giftMinor / 100 })
      : t(terms.capMinor === null ? 'topUp.offerShare' : 'topUp.offerShareCapped', {
          min,
          percent: terms.rateBps / 100,
          cap: (terms.capMinor ?? 0) / 100,
        });
  return [words, frequency === 'once' ? t('topUp.offerOnce') : '', t('topUp.offerUntil', { day: endsOn })].filter(Boolean).join(' · ');
}
