import { errorKey, Mark, THEMES, useSettings } from '@tessera/ui';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import { Link } from 'react-router';
import { Bell } from '../features/notifications/bell.tsx';
import { Icon } from '../shared/icons.tsx';
import { useOnline } from '../shared/online.tsx';
import { roleNames } from '../shared/role-name.ts';
import { useCan, useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { leaveSession } from './use-session-query.ts';

const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

export function Header(props: { onToggleSider: () => void; onSearch: () => void }) {
  const t = useTexts();
  const online = useOnline();
  const can = useCan();
  const { staff } = useSession();
  return (
    <header className="header">
      <Button
        type="text"
        icon={<Icon name="sider" />}
        aria-label={t('shell.toggleNavigation')}
        aria-controls="sider"
        onClick={props.onToggleSider}
        data-testid="toggle-sider"
      />
      <Link to="/" className="header-brand" aria-label={`${t('brand.name')} · ${staff?.organizationName ?? ''}`}>
        <Mark size={26} />
        <strong>{t('brand.name')}</strong>
        <span className="header-organization">{staff?.organizationName}</span>
      </Link>
      <button type="button" className="header-search" onClick={props.onSearch} aria-keyshortcuts="Control+K" data-testid="open-palette">
        <Icon name="search" size={16} />
        <span>{t(can('members.read') ? 'palette.hint' : 'palette.hintMerchant')}</span>
        <kbd>{MODIFIER} K</kbd>
      </button>
      <span className={online ? 'live live-on' : 'live live-off'} role="status" data-testid="live">
        <span>{online ? t('shell.live') : t('shell.notLive')}</span>
      </span>
      <Bell />
      <UserMenu />
    </header>
  );
}

function UserMenu() {
  const t = useTexts();
  const { message } = App.useApp();
  const settings = useSettings();
  const { user, staff } = useSession();
  const checked = (on: boolean) => <span className="menu-check">{on && <Icon name="check" size={16} />}</span>;
  const items: MenuProps['items'] = [
    {
      type: 'group',
      key: 'language',
      label: t('setting.language'),
      children: [
        { key: 'zh-CN', icon: checked(settings.locale === 'zh-CN'), label: '中文', onClick: () => settings.setLocale('zh-CN') },
        { key: 'en', icon: checked(settings.locale === 'en'), label: 'English', onClick: () => settings.setLocale('en') },
      ],
    },
    {
      type: 'group',
      key: 'theme',
      label: t('setting.theme'),
      children: THEMES.map((choice) => ({
        key: choice,
        icon: checked(settings.theme === choice),
        label: t(`theme.${choice}`),
        onClick: () => settings.setTheme(choice),
      })),
    },
    { type: 'divider' },
    { key: 'security', icon: <Icon name="lock" size={16} />, label: <Link to="/security">{t('ownSecurity.title')}</Link> },
    {
      key: 'signOut',
      icon: <Icon name="signOut" size={16} />,
      label: t('action.signOut'),
      onClick: () => leaveSession().catch((error: unknown) => message.error(t(errorKey(error)))),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" autoFocus>
      <button type="button" className="header-user" data-testid="user-menu">
        <span className="avatar" aria-hidden="true">
          {[...user.name][0]}
        </span>
        <span className="header-user-words">
          <strong>{user.name}</strong>
          {staff && <small>{roleNames(t, staff.roles)}</small>}
        </span>
      </button>
    </Dropdown>
  );
}
