import { useQuery } from '@tanstack/react-query';
import type { SuggestedOffer, Suggestion } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { benefitLines, minuteOf, useNamed } from '@tessera/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/client.ts';
import { keys } from '../../shared/queries.ts';
import { Cover, Price } from './offer-parts.tsx';
import styles from './suggestions.module.css';
import { useOffersTexts } from './texts.ts';

/** What the member may like, and why they see it; nothing at all while they do not allow it, or while there is nothing to go by. */
export function Suggestions() {
  const t = useOffersTexts();
  const [isExplained, setExplained] = useState(false);
  const suggestions = useQuery({ queryKey: [...keys.services, 'suggestions'], queryFn: () => client.recommendations.listOwnSuggestions() });
  const items = suggestions.data?.items ?? [];
  const offers = suggestions.data?.offers ?? [];
  if (items.length + offers.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="suggestions-title" data-testid="suggestions">
      <div className={styles.head}>
        <h2 id="suggestions-title">{t('services.suggested')}</h2>
        <button type="button" aria-expanded={isExplained} onClick={() => setExplained(!isExplained)} data-testid="suggestions-why">
          {t('services.why')}
        </button>
      </div>
      {isExplained ? (
        <p className={styles.why} data-testid="suggestions-explained">
          {t('services.whyText')} <Link to="/privacy">{t('services.whyOff')}</Link>
        </p>
      ) : null}
      {items.length === 0 ? null : (
        <ul className={styles.row}>
          {items.map((one) => (
            <li key={one.item.id}>
              <Suggested of={one} />
            </li>
          ))}
        </ul>
      )}
      {offers.length === 0 ? null : <SuggestedOffers offers={offers} />}
    </section>
  );
}

function Suggested({ of: { item, reason, because } }: { of: Suggestion }) {
  const t = useOffersTexts();
  const named = useNamed();
  return (
    <Link to={`/services/${item.id}`} className={styles.card} data-testid="suggestion">
      <Cover item={item} />
      <span className={styles.name}>{item.name}</span>
      <span className={styles.note}>{item.merchantName}</span>
      <Price item={item} />
      <span className={styles.note}>{t(`services.reason.${reason}`, { name: named(because) })}</span>
    </Link>
  );
}

function SuggestedOffers({ offers }: { offers: readonly SuggestedOffer[] }) {
  const t = useOffersTexts();
  return (
    <>
      <h3 className={styles.offers}>{t('services.suggestedOffers')}</h3>
      <ul className={styles.row}>
        {offers.map((offer) => (
          <li key={offer.campaignId}>
            <OfferCard offer={offer} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A coupon that is still to take is taken among the coupons; the others count where the item is booked. */
function OfferCard({ offer: { way, name, benefit, minSpendMinor, endsAt, itemId, itemName } }: { offer: SuggestedOffer }) {
  const t = useOffersTexts();
  const named = useNamed();
  return (
    <Link to={way === 'toTake' ? '/coupons' : `/services/${itemId}`} className={styles.card} data-testid="suggested-offer">
      <span className={styles.way}>{t(`services.offer.${way}`)}</span>
      <span className={styles.name}>{named(name)}</span>
      {benefitLines(t, benefit).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {minSpendMinor === null ? null : <span className={styles.note}>{t('services.offer.min', { min: formatMoney(toMinor(minSpendMinor)) })}</span>}
      {endsAt === null ? null : <span className={styles.note}>{t('services.offer.until', { at: minuteOf(endsAt) })}</span>}
      <span className={styles.note}>{t('services.offer.because', { name: itemName })}</span>
    </Link>
  );
}
