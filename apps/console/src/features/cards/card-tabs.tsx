import { NavLink } from 'react-router';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import './cards.css';

/** The cards that there are, those that are being made, and how they are made. */
export function CardTabs() {
  const t = useTexts();
  const can = useCan();
  return (
    <nav className="page-tabs" aria-label={t('cards.tabs')}>
      <NavLink to="/cards" end>
        {t('cards.all')}
      </NavLink>
      <NavLink to="/cards/orders">{t('cards.orders')}</NavLink>
      {(can('cards.print') || can('cards.issue')) && <NavLink to="/cards/batches">{t('cards.batches')}</NavLink>}
      {can('anonymouscards.read') && <NavLink to="/cards/anonymous">{t('cards.anonymous')}</NavLink>}
    </nav>
  );
}
