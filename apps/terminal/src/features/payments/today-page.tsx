import { errorKey, Money } from '@tessera/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { useTexts } from '../../texts.ts';
import { useTerminalDay } from './use-sales.ts';

/** The terminal's business day in four figures. */
export function TodayPage() {
  const t = useTexts();
  const day = useTerminalDay();
  const isOffline = day.isPending && (day.fetchStatus === 'paused' || day.failureCount > 0);
  return (
    <Page
      title={t('today.title')}
      acts={
        <button type="button" className="button" onClick={() => void day.refetch()} disabled={day.isFetching} data-testid="today-refresh">
          {t('action.refresh')}
        </button>
      }
    >
      {day.isPending && !isOffline && <div className="today-skeleton skeleton-row" aria-hidden="true" />}
      {(day.isError || isOffline) && !day.data && (
        <div className="empty" role="alert">
          <p>{t(isOffline ? 'request.unreachable' : errorKey(day.error))}</p>
        </div>
      )}
      {day.data && (
        <div className="today" data-testid="today">
          <section className="today-net">
            <p className="today-day">{t('today.day', { day: day.data.businessOn })}</p>
            <p className="today-label">{t('today.net')}</p>
            <p className="today-amount" data-testid="today-net">
              <Money minor={day.data.netMinor} />
            </p>
          </section>
          <dl className="today-figures">
            <Figure label={t('today.gross')} note={t('today.sales', { count: day.data.chargeCount })}>
              <Money minor={day.data.chargeMinor} />
            </Figure>
            <Figure label={t('today.refunds')} note={t('today.refundCount', { count: day.data.refundCount })}>
              {day.data.refundMinor > 0 && '−'}
              <Money minor={day.data.refundMinor} />
            </Figure>
          </dl>
          <Link to="/sales" className="button today-link">
            <Icon name="receipt" />
            {t('today.seeSales')}
          </Link>
        </div>
      )}
    </Page>
  );
}

function Figure(props: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="figure">
      <dt>{props.label}</dt>
      <dd>
        <span className="figure-amount">{props.children}</span>
        <span className="figure-note">{props.note}</span>
      </dd>
    </div>
  );
}
