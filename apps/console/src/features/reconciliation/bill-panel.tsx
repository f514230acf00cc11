import type { ReconciliationDay } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { useFetchBill, useUploadBill } from './use-reconciliation.ts';

const REFUSED_SHOWN = 3;
const TROUBLES_SHOWN = 5;
type ChannelDay = ReconciliationDay['channels'][number];

/** A channel's bill of the day: there, being read, or to be brought. */
export function BillPanel(props: { channel: ChannelDay; day: ReconciliationDay }) {
  const t = useTexts();
  const can = useCan();
  const fetch = useFetchBill();
  const upload = useUploadBill();
  const [isOpen, setOpen] = useState(false);
  const { channel, day } = props;
  const { bill } = channel;
  const amount = (minor: number) => formatMoney(toMinor(minor));
  const isWanted = (!bill || bill.state === 'reading') && day.state !== 'running' && day.state !== 'closed';
  return (
    <section className="recon-channel" aria-label={channelName(t, channel.channel)} data-testid={`bill-${channel.channel}`}>
      <h3>{channelName(t, channel.channel)}</h3>
      {bill ? (
        <>
          <p>
            {t('recon.billSays', {
              paid: bill.paidCount,
              paidAmount: amount(bill.paidMinor),
              back: bill.refundedCount,
              backAmount: amount(bill.refundedMinor),
            })}
          </p>
          <p>
            {t('recon.weSay', {
              paid: channel.ourPaidCount,
              paidAmount: amount(channel.ourPaidMinor),
              back: channel.ourRefundedCount,
              backAmount: amount(channel.ourRefundedMinor),
            })}
          </p>
          <p className="quiet">{t('recon.fees', { amount: amount(bill.feeMinor), matched: channel.matchedCount })}</p>
          {bill.state === 'reading' && (
            <Progress percent={bill.lineCount > 0 ? Math.floor((bill.storedCount / bill.lineCount) * 100) : 0} aria-label={t('recon.reading')} />
          )}
          {bill.state === 'matching' && <p role="status">{t('recon.matching')}</p>}
        </>
      ) : (
        <p>{t(day.state === 'running' ? 'recon.billTomorrow' : 'recon.billMissing')}</p>
      )}
      {isWanted && can('reconciliation.write') && (
        <div className="recon-acts">
          <Button
            loading={fetch.isPending}
            onClick={() => fetch.mutate({ businessOn: day.businessOn, channel: channel.channel })}
            data-testid="fetch-bill"
          >
            {t('recon.fetch')}
          </Button>
          <Button onClick={() => setOpen(true)} data-testid="upload-bill">
            {t('recon.upload')}
          </Button>
        </div>
      )}
      <ErrorNotice error={fetch.error} />
      <RefusedBills bills={channel.refusedBills} />
      {isOpen && <UploadDialog channel={channel.channel} businessOn={day.businessOn} upload={upload} onClose={() => setOpen(false)} />}
    </section>
  );
}

function RefusedBills(props: { bills: ChannelDay['refusedBills'] }) {
  const t = useTexts();
  return props.bills
    .slice(0, REFUSED_SHOWN)
    .map((refused) => (
      <Alert
        key={refused.id}
        type="warning"
        showIcon
        title={t('recon.refused', { file: refused.fileName ?? t('recon.fetched'), reason: refused.fault ? t(`recon.fault.${refused.fault}`) : '' })}
        description={refused.troubles
          .slice(0, TROUBLES_SHOWN)
          .map((trouble) => (
            <div key={trouble.line}>{t('recon.trouble', { line: trouble.line, reason: t(`recon.lineFault.${trouble.fault}`) })}</div>
          ))}
      />
    ));
}
