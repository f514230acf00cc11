import { NavLink } from 'react-router';
import { useTexts } from '../../shared/texts.ts';
import './audit.css';

/** The sides of the audit: what happened, who was turned away, whether the log is still what it was, and what failed. */
export function AuditTabs() {
  const t = useTexts();
  return (
    <nav className="page-tabs" aria-label={t('audit.tabs')}>
      <NavLink to="/audit" end>
        {t('audit.records')}
      </NavLink>
      <NavLink to="/audit/overview">{t('audit.overview')}</NavLink>
      <NavLink to="/audit/chain">{t('audit.chain')}</NavLink>
      <NavLink to="/audit/faults">{t('faults.tab')}</NavLink>
    </nav>
  );
}
