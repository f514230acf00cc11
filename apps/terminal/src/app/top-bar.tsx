import { Mark, Money, TIME_ZONE } from '@tessera/ui';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useCharging } from '../features/payments/charge-context.tsx';
import { useTerminalDay } from '../features/payments/use-sales.ts';
import { useTerminal, useTerminalSession } from '../link/terminal-session.tsx';
import { useIsScreenHeld } from '../parts/held-screen.ts';
import { Icon } from '../parts/icons.tsx';
import { useTexts } from '../texts.ts';

/** Always in view: who sells, whether the line is up, what was taken today, and the time. */
export function TopBar() {
  const t = useTexts();
  const terminal = useTerminal();
  const isHeld = useIsScreenHeld();
  return (
    <header className="bar">
      <Link to="/" inert={isHeld} className="bar-home" title={t('bar.home')} data-testid="home">
        <Mark size={32} />
        <span className="bar-names">
          <span className="bar-merchant" data-testid="merchant">
            {terminal.organizationName}
          </span>
          <span className="bar-terminal" data-testid="terminal">
            {terminal.name}
          </span>
        </span>
      </Link>
      <LinkState />
      <DayTotal isHeld={isHeld} />
      <Clock />
      <nav inert={isHeld} className="bar-nav" aria-label={t('bar.pages')}>
        <Link to="/sales" className="bar-link" data-testid="nav-sales">
          <Icon name="receipt" size={26} />
          <span>{t('bar.sales')}</span>
        </Link>
        <Link to="/offers" className="bar-link" data-testid="nav-offers">
          <Icon name="ticket" size={26} />
          <span>{t('bar.offers')}</span>
        </Link>
        <Link to="/redeem" className="bar-link" data-testid="nav-redeem">
          <Icon name="card" size={26} />
          <span>{t('redeem.title')}</span>
        </Link>
        <Link to="/shift" className="bar-link" data-testid="nav-shift">
          <Icon name="drawer" size={26} />
          <span>{t('bar.shift')}</span>
        </Link>
        <Link to="/settings" className="bar-link" data-testid="nav-settings">
          <Icon name="gear" size={26} />
          <span>{t('bar.settings')}</span>
        </Link>
      </nav>
    </header>
  );
}

function LinkState() {
  const t = useTexts();
  const { status } = useTerminalSession();
  const { aside } = useCharging();
  return (
    <p className={`link-state is-${status}`} role="status" data-testid="link" data-status={status}>
      <span className={`dot dot-${status}`} />
      <span className="link-word">{t(`link.${status}`)}</span>
      {aside.waiting.length > 0 && (
        <span className="link-waiting" data-testid="waiting">
          {t('bar.waiting', { count: aside.waiting.length })}
        </span>
      )}
    </p>
  );
}

function DayTotal({ isHeld }: { isHeld: boolean }) {
  const t = useTexts();
  const { data } = useTerminalDay();
  return (
    <Link to="/today" inert={isHeld} className="bar-total" data-testid="day-total">
      <span className="bar-total-label">{data ? t('bar.today', { count: data.chargeCount }) : t('today.title')}</span>
      <span className="bar-total-amount">{data ? <Money minor={data.netMinor} /> : '—'}</span>
    </Link>
  );
}

/** The server's time in the operator's zone: receipts carry the same. */
function Clock() {
  const { nowMs } = useTerminalSession();
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), 1_000);
    return () => clearInterval(timer);
  }, [nowMs]);
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });
  return <time className="bar-clock money">{format.format(now)}</time>;
}
