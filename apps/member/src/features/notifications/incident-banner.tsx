import { useSettings } from '@tessera/ui';
import { Link } from 'react-router';
import { cx } from '../../shared/cx.ts';
import { Icon } from '../../shared/icon.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './notices.module.css';
import { useStatus } from './use-notices.ts';

/** What is out of order now, on top of every page, with the way to its progress. */
export function IncidentBanner() {
  const t = useTexts();
  const { locale } = useSettings();
  const [incident] = useStatus().data?.open ?? [];
  if (!incident) return null;
  return (
    <Link to="/status" className={cx(styles.banner, incident.weight === 'critical' && styles.critical)} role="status" data-testid="incident-banner">
      <Icon name="lost" />
      <span>
        <strong>{locale === 'en' ? incident.titleEn : incident.titleZh}</strong>
        <small>
          {t(`incident.${incident.state}`)} · {t('incident.more')}
        </small>
      </span>
      <Icon name="next" size="1.125rem" />
    </Link>
  );
}
