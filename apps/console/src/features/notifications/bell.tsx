import { Badge } from 'antd';
import { Link } from 'react-router';
import { Icon } from '../../shared/icons.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useUnreadCount } from './use-own-notices.ts';

const SHOWN_MAX = 99;

/** How many of one's own notices are unread, and the way to them. */
export function Bell() {
  const t = useTexts();
  const unread = useUnreadCount().data?.unread ?? 0;
  return (
    <Link
      to="/notices"
      className="header-bell"
      aria-label={`${t('ownNotices.title')} · ${t('ownNotices.unread', { count: unread })}`}
      data-testid="bell"
    >
      <Badge count={unread} overflowCount={SHOWN_MAX} size="small" aria-hidden="true">
        <Icon name="bell" size={20} />
      </Badge>
    </Link>
  );
}
