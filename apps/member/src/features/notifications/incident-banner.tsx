import { useIncidentNews, useSettings } from '@tessera/ui';
import { Link } from 'react-router';
import { IconButton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { Icon } from '../../shared/icon.tsx';
import { useSessionQuery } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import styles from './notices.module.css';
import { useStatus } from './use-notices.ts';

/** What is out of order now, on top of every page, with the way to its progress, until the member puts it away or it goes on. */
export function IncidentBanner() {
  const t = useTexts();
  const { locale } = useSettings();
  const { user } = useSessionQuery().data ?? {};
  const { incident, putAway } = useIncidentNews(useStatus().data?.open ?? [], `tessera.incidents.member.${user?.id ?? ''}`);
  return (
    <div role="status">
      {incident ? (
        <div className={cx(styles.banner, incident.weight === 'critical' && styles.critical)} data-testid="incident-banner">
          <Link to="/status">
            <Icon name="lost" />
            <span>
              <strong>{locale === 'en' ? incident.titleEn : incident.titleZh}</strong>
              <small>
                {t(`incident.${incident.state}`)} · {t('incident.more')}
              </small>
            </span>
          </Link>
          <IconButton icon="close" label={t('incident.putAway')} onClick={putAway} testId="incident-away" />
        </div>
      ) : null}
    </div>
  );
}
