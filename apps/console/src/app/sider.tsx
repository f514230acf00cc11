import { fetchAhead } from '@tessera/ui';
import { Fragment, useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useSession } from '../shared/session.tsx';
import { type TextKey, useTexts } from '../shared/texts.ts';
import { type NavGroup, type NavItem, navOf } from './nav.ts';
import { useFolded } from './use-folded.ts';
import { useWaiting } from './use-waiting.ts';

export function Sider(props: { narrow: boolean }) {
  const t = useTexts();
  const groups = navOf(useSession());
  const nav = useActiveInView();
  return (
    <nav ref={nav} id="sider" className="sider" aria-label={t('shell.navigation')}>
      <Groups groups={groups} narrow={props.narrow} />
    </nav>
  );
}

/** A folded group still shows where one is. */
function Groups({ groups, narrow }: { groups: readonly NavGroup[]; narrow: boolean }) {
  const t = useTexts();
  const waiting = useWaiting();
  const { folded, toggle } = useFolded();
  const { pathname } = useLocation();
  return groups.map(({ label, items }) => {
    const isFolded = label !== null && !narrow && folded.has(label);
    const shown = isFolded ? items.filter(({ to }) => isUnder(pathname, to)) : items;
    const hidden = items.filter((item) => !shown.includes(item));
    const waits = hidden.reduce((sum, { to }) => sum + (waiting[to] ?? 0), 0);
    return (
      <Fragment key={label ?? 'top'}>
        {label && narrow && <p className="sider-rule">{t(label)}</p>}
        {label && !narrow && <Heading label={label} isFolded={isFolded} waits={waits} onToggle={() => toggle(label)} />}
        <ul>
          {shown.map((item) => (
            <li key={item.to}>
              <Entry item={item} narrow={narrow} waits={waiting[item.to] ?? 0} />
            </li>
          ))}
        </ul>
      </Fragment>
    );
  });
}

function isUnder(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}

function Heading(props: { label: TextKey; isFolded: boolean; waits: number; onToggle: () => void }) {
  const t = useTexts();
  return (
    <button
      type="button"
      className="sider-group"
      aria-expanded={!props.isFolded}
      title={waitsText(t, props.waits) || undefined}
      onClick={props.onToggle}
    >
      {t(props.label)}
      <Icon name={props.isFolded ? 'right' : 'down'} />
      <Waits count={props.waits} />
    </button>
  );
}

function Entry({ item, narrow, waits }: { item: NavItem; narrow: boolean; waits: number }) {
  const t = useTexts();
  return (
    <NavLink
      to={item.to}
      end={item.to === '/'}
      title={titleOf({ label: narrow ? t(item.label) : '', waits: waitsText(t, waits) })}
      onPointerEnter={() => fetchAhead(item.load)}
      onFocus={() => fetchAhead(item.load)}
      data-testid={`nav-${item.icon}`}
    >
      <Icon name={item.icon} />
      <span>{t(item.label)}</span>
      <Waits count={waits} />
    </NavLink>
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
