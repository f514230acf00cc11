import { fetchAhead } from '@tessera/ui';
import { Fragment, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { navOf } from './nav.ts';
import { useWaiting } from './use-waiting.ts';

export function Sider(props: { narrow: boolean }) {
  const t = useTexts();
  const groups = navOf(useSession());
  const nav = useActiveInView();
  const waiting = useWaiting();
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
                  title={titleOf({ label: props.narrow ? t(item.label) : '', waits: waitsText(t, waiting[item.to]) })}
                  onPointerEnter={() => fetchAhead(item.load)}
                  onFocus={() => fetchAhead(item.load)}
                  data-testid={`nav-${item.icon}`}
                >
                  <Icon name={item.icon} />
                  <span>{t(item.label)}</span>
                  <Waits count={waiting[item.to] ?? 0} />
                </NavLink>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </nav>
  );
}

const COUNT_MAX = 99;

/** How much waits there. The title of the link says it in words. */
function Waits({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <b className="sider-waits" aria-hidden="true" data-testid="nav-waits">
      {count > COUNT_MAX ? `${COUNT_MAX}+` : count}
    </b>
  );
}

function waitsText(t: ReturnType<typeof useTexts>, count: number | undefined): string {
  return count ? t('shell.waits', { count }) : '';
}

function titleOf({ label, waits }: { label: string; waits: string }): string | undefined {
  return [label, waits].filter((part) => part !== '').join(' · ') || undefined;
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
