import { useQuery } from '@tanstack/react-query';
import type { Suggestion } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
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
  if (items.length === 0) return null;
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
      <ul className={styles.row}>
        {items.map((one) => (
          <li key={one.item.id}>
            <Suggested of={one} />
          </li>
        ))}
      </ul>
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
