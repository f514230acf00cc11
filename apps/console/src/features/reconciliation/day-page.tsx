import type { ReconciliationDay } from '@tessera/contract';
import { exactTime, useSettings } from '@tessera/ui';
import { Alert, Button, Skeleton } from 'antd';
import { useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BillPanel } from './bill-panel.tsx';
import { CashPanel } from './cash-panel.tsx';
import { CheckTable } from './check-table.tsx';
import { ClosedReport } from './closed-report.tsx';
import { DayLight, sentenceOf, Weekday } from './day-state.tsx';
import { DifferenceList } from './difference-list.tsx';
import { useCloseDay, useDay, useReport } from './use-reconciliation.ts';
import './reconciliation.css';

/** One day: its bills and differences, its totals, its books, and at the end the close. */
export function DayPage() {
  const { businessOn = '' } = useParams();
  const t = useTexts();
  const day = useDay(businessOn);
  return (
    <>
      <PageHeader
        title={businessOn}
        badge={
          day.data && (
            <span className="recon-badge">
              <Weekday day={businessOn} />
              <DayLight day={day.data} />
            </span>
          )
        }
        note={day.data && sentenceOf(t, day.data)}
        back={{ to: '/reconciliation', label: t('nav.reconciliation') }}
        actions={day.data && <DayActs day={day.data} />}
      />
      <ErrorNotice error={day.error} onRetry={() => day.refetch()} />
      {day.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {day.data && <Levels day={day.data} />}
    </>
  );
}

function DayActs(props: { day: ReconciliationDay }) {
  const t = useTexts();
  const { locale } = useSettings();
  const can = useCan();
  const confirm = useConfirm();
  const close = useCloseDay();
  const report = useReport();
  const { businessOn, state } = props.day;
  const download = async () => saveFile(`${t('recon.reportName')}-${businessOn}.csv`, await report.mutateAsync({ businessOn, language: locale }));
  const ask = () =>
    confirm({
      title: t('recon.closeTitle', { day: businessOn }),
      changes: [t('recon.closeForEver'), t('recon.closeLater')],
      ok: t('recon.close'),
      run: () => close.mutateAsync(businessOn),
    });
  if (state === 'closed') {
    return (
      <>
        <ErrorNotice error={report.error} />
        <Button
          icon={<Icon name="download" size={16} />}
          loading={report.isPending}
          onClick={() => void download().catch(() => undefined)}
          data-testid="report"
        >
          {t('recon.download')}
        </Button>
        <Button icon={<Icon name="print" size={16} />} onClick={() => print()}>
          {t('action.print')}
        </Button>
      </>
    );
  }
  return can('reconciliation.close') ? (
    <Button type="primary" disabled={state !== 'ready'} onClick={ask} data-testid="close-day">
      {t('recon.close')}
    </Button>
  ) : null;
}

function Levels(props: { day: ReconciliationDay }) {
  const t = useTexts();
  const { day } = props;
  const isMatched = day.channels.some(({ bill }) => bill?.state === 'matched');
  const agreed = isMatched && (
    <p className="recon-good">
      <Icon name="check" size={16} /> {t('recon.allMatched')}
    </p>
  );
  return (
    <div className="stack">
      {day.closed && (
        <Alert
          type="success"
          showIcon
          title={t('recon.closedBy', { name: day.closed.by, at: exactTime(day.closed.at) })}
          description={<span className="recon-hash">{t('recon.anchor', { hash: day.closed.anchorHash })}</span>}
          data-testid="closed"
        />
      )}
      {day.closed && <ClosedReport report={day.closed.report} />}
      <Panel title={t('recon.step1')} testId="recon-bills">
        {day.channels.length === 0 && <EmptyState compact title={t('recon.noChannels')} hint={t('recon.noChannelsHint')} />}
        <div className="recon-channels">
          {day.channels.map((channel) => (
            <BillPanel key={channel.channel} channel={channel} day={day} />
          ))}
        </div>
        <div className="recon-differences">
          <DifferenceList businessOn={day.businessOn} empty={agreed} />
        </div>
      </Panel>
      <Panel flush title={t('recon.step2')}>
        <CheckTable
          checks={day.checks.filter(({ check }) => check === 'bill')}
          empty={t('recon.step2Empty')}
          sides={[t('recon.theirBill'), t('recon.oursWithGaps')]}
        />
      </Panel>
      <CashPanel day={day} />
      <Panel flush title={t('recon.step3')} extra={<span className="fine">{t('recon.checkedAt', { at: exactTime(day.checkedAt) })}</span>}>
        <CheckTable
          checks={day.checks.filter(({ check }) => check !== 'bill')}
          empty={t('recon.step3Empty')}
          sides={[t('recon.left'), t('recon.right')]}
        />
      </Panel>
    </div>
  );
}
