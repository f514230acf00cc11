import { Link } from 'react-router';
import { Icon } from '../../shared/icon.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './notices.module.css';
import { useUnreadCount } from './use-notices.ts';

const SHOWN_MAX = 99;

/** How many notices wait; the way to them. */
export function Bell() {
  const t = useTexts();
  const unread = useUnreadCount().data?.unread ?? 0;
  return (
    <Link to="/notices" className={styles.bell} aria-label={`${t('notices.title')} · ${t('notices.unread', { count: unread })}`} data-testid="bell">
      <Icon name="bell" />
      {unread > 0 ? (
        <span className={styles.count} data-testid="bell-count" aria-hidden="true">
          {unread > SHOWN_MAX ? `${SHOWN_MAX}+` : unread}
        </span>
      ) : null}
    </Link>
  );
}
