import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { DayLight, sentenceOf, Weekday } from './day-state.tsx';
import { useDays } from './use-reconciliation.ts';
import './reconciliation.css';

/** The days, newest first, each with a light and one sentence. */
export function DaysPage() {
  const t = useTexts();
  const [before, setBefore] = useState<string>();
  const days = useDays(before);
  const items = days.data?.items ?? [];
  const oldest = items.at(-1)?.businessOn;
  const hasOlder = days.data?.hasOlder === true;
  return (
    <>
      <PageHeader
        title={t('nav.reconciliation')}
        note={t('recon.pageNote')}
        actions={
          <Link to="/reconciliation/differences?state=unsettled" data-testid="all-differences">
            {t('recon.allDifferences')}
          </Link>
        }
      />
      <ErrorNotice error={days.error} onRetry={() => days.refetch()} />
      <Panel flush testId="recon-days">
        {days.isLoading && <Skeleton active className="recon-loading" paragraph={{ rows: 8 }} />}
        {days.data && items.length === 0 && <EmptyState title={t('recon.empty')} hint={t('recon.emptyHint')} />}
        <ul className="recon-days">
          {items.map((day) => (
            <li key={day.businessOn}>
              <Link to={`/reconciliation/${day.businessOn}`} data-testid={`day-${day.businessOn}`}>
                <span className="recon-date">
                  <time className="number" dateTime={day.businessOn}>
                    {day.businessOn}
                  </time>
                  <Weekday day={day.businessOn} />
                </span>
                <DayLight day={day} />
                <span className="recon-sentence">{sentenceOf(t, day)}</span>
              </Link>
            </li>
          ))}
        </ul>
        {(before || hasOlder) && (
          <div className="recon-paging">
            <Button disabled={!before} onClick={() => setBefore(undefined)}>
              {t('recon.newest')}
            </Button>
            <Button disabled={!hasOlder} onClick={() => setBefore(oldest)}>
              {t('recon.older')}
            </Button>
          </div>
        )}
      </Panel>
    </>
  );
}
