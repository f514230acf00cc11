import { NavLink } from 'react-router';
import { useTexts } from '../../shared/texts.ts';

/** The cards that were sold, and what kinds there are. */
export function GiftCardTabs() {
  const t = useTexts();
  return (
    <nav className="page-tabs" aria-label={t('nav.giftCards')}>
      <NavLink to="/gift-cards" end>
        {t('giftCards.cards')}
      </NavLink>
      <NavLink to="/gift-cards/kinds">{t('giftCards.kinds')}</NavLink>
    </nav>
  );
}
