import type { ReportSending, ReportSubscription } from '@tessera/contract';
import type { TableProps } from 'antd';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState } from '../../shared/page.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useSendings } from './use-report-mails.ts';

const SENDING_TONE: Readonly<Record<ReportSending['state'], Tone>> = {
  waiting: 'warn',
  sending: 'brand',
  sent: 'good',
  failed: 'bad',
  unknown: 'warn',
  cancelled: 'quiet',
};

/** Where it went wrong, what that means for the reader; what the mail server said is for whoever runs it. */
export function SendingState({ sending: { state, error } }: { sending: Pick<ReportSending, 'state' | 'error'> }) {
  const t = useTexts();
  return (
    <>
      <Status tone={SENDING_TONE[state]}>{t(`reportMail.state.${state}`)}</Status>
      {error !== null && (state === 'waiting' || state === 'failed' || state === 'unknown') && (
        <div className="quiet">{t(`reportMail.trouble.${state}`)}</div>
      )}
    </>
  );
}

/** What was sent of one report, and what was in the way. */
export function Sendings(props: { subscriptionId: ReportSubscription['id'] }) {
  const t = useTexts();
  const list = useSendings(props.subscriptionId);
  return (
    <KeysetTable<ReportSending>
      list={list}
      columns={columns(t)}
      rowKey={({ id }) => id}
      label={t('reportMail.history')}
      empty={<EmptyState compact title={t('reportMail.never')} />}
      testId="report-sendings-table"
    />
  );
}

function columns(t: Texts): NonNullable<TableProps<ReportSending>['columns']> {
  return [
    {
      title: t('reportMail.period'),
      key: 'period',
      className: 'number',
      render: (_, { from, to, isTrial }) => `${from === to ? from : `${from} – ${to}`}${isTrial ? ` · ${t('reportMail.trial')}` : ''}`,
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, sending) => <SendingState sending={sending} />,
    },
    { title: t('reportMail.when'), key: 'at', render: (_, { at }) => <Time at={at} exact /> },
  ];
}
