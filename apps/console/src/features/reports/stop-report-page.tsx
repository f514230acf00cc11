import { useMutation } from '@tanstack/react-query';
import { Mark } from '@tessera/ui';
import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import { client } from '../../shared/api.ts';
import { Appearance } from '../../shared/appearance.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import './stop-report.css';

/** Where the link in a report's letter leads; nobody signs in here, and opening the page changes nothing: mailboxes open links by themselves. */
export function StopReportPage() {
  const t = useTexts();
  const stopKey = useSearchParams()[0].get('key') ?? '';
  const stop = useMutation({ mutationFn: () => client.reports.stopReportMail({ stopKey }) });
  useEffect(() => {
    document.title = `${t('reportMail.stopTitle')} · ${t('app.title')}`;
  }, [t]);
  return (
    <main className="stop-report" data-testid="stop-report-page">
      <section className="stop-report-card">
        <Mark size={40} title={t('brand.name')} />
        <h1>{t('reportMail.stopTitle')}</h1>
        {stop.data ? (
          <Alert
            type="success"
            showIcon
            title={t('reportMail.stopped', { name: stop.data.name })}
            description={<Link to="/">{t('reportMail.toConsole')}</Link>}
          />
        ) : (
          <>
            <p className="quiet">{t('reportMail.stopNote')}</p>
            <Button type="primary" size="large" loading={stop.isPending} onClick={() => stop.mutate()} data-testid="stop-report">
              {t('reportMail.stop')}
            </Button>
          </>
        )}
        <ErrorNotice error={stop.error} />
      </section>
      <Appearance />
    </main>
  );
}
