import { fetchAhead } from '@tessera/ui';
import { Fragment, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { navOf } from './nav.ts';

export function Sider(props: { narrow: boolean }) {
  const t = useTexts();
  const groups = navOf(useSession());
  const nav = useActiveInView();
  return (
    <nav ref={nav} id="sider" className="sider" aria-label={t('shell.navigation')}>
      {groups.map((group) => (
        <Fragment key={group.label ?? 'top'}>
          {group.label && <p className="sider-group">{t(group.label)}</p>}
          <ul>
            {group.items.map((item) => (
              <li key={item.to}>
                <NavLink
                  to={item.to}
                  end={item.to === '/'}
                  title={props.narrow ? t(item.label) : undefined}
                  onPointerEnter={() => fetchAhead(item.load)}
                  onFocus={() => fetchAhead(item.load)}
                  data-testid={`nav-${item.icon}`}
                >
                  <Icon name={item.icon} />
                  <span>{t(item.label)}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </nav>
  );
}

/** Where one is stays in view also in a window too low for the whole navigation. */
function useActiveInView() {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    if (pathname) nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  return nav;
}
