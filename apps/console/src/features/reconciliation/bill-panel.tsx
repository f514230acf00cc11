import type { ReconciliationDay } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BillProgress } from './bill-progress.tsx';
import { channelName } from './day-state.tsx';
import { FormerRefusals, RefusedBills } from './refused-bills.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { useFetchBill, useUploadBill } from './use-reconciliation.ts';

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
  const isWanted = (!bill || bill.state === 'reading') && day.state !== 'running' && day.state !== 'closed';
  const wasAsked = fetch.isSuccess && !bill && channel.refusedBills.every(({ createdAt }) => Date.parse(createdAt) < fetch.submittedAt);
  return (
    <section className="recon-channel" aria-label={channelName(t, channel.channel)} data-testid={`bill-${channel.channel}`}>
      <h3>{channelName(t, channel.channel)}</h3>
      {bill ? (
        <BillFacts channel={channel} bill={bill} />
      ) : (
        <p className="quiet">{t(day.state === 'running' ? 'recon.billTomorrow' : 'recon.billMissing')}</p>
      )}
      {isWanted && can('reconciliation.write') && (
        <div className="recon-acts">
          <Button
            type="primary"
            loading={fetch.isPending}
            disabled={wasAsked}
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
      {wasAsked && <p role="status">{t('recon.fetchAsked')}</p>}
      <ErrorNotice error={fetch.error} />
      {bill?.state === 'matched' ? (
        <FormerRefusals bills={channel.refusedBills} />
      ) : (
        <RefusedBills bills={channel.refusedBills.filter((refused) => !bill || refused.createdAt > bill.createdAt)} />
      )}
      {isOpen && <UploadDialog channel={channel.channel} businessOn={day.businessOn} upload={upload} bill={bill} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** Both sides in one small table, once they were held against each other; before, how far that is. */
function BillFacts({ channel, bill }: { channel: ChannelDay; bill: NonNullable<ChannelDay['bill']> }) {
  const t = useTexts();
  const at = exactTime(bill.createdAt);
  const source =
    bill.source === 'fetched' ? t('recon.byClock', { at }) : t('recon.byHand', { at, name: bill.takenBy ?? '', file: bill.fileName ?? '' });
  return (
    <>
      {bill.state === 'matched' ? (
        <>
          <table className="recon-sides">
            <thead>
              <tr>
                <th scope="col">
                  <span className="hidden-word">{t('recon.side')}</span>
                </th>
                <th scope="col">{t('recon.paid')}</th>
                <th scope="col">{t('recon.refunded')}</th>
              </tr>
            </thead>
            <tbody>
              <SideRow name={t('recon.theirBill')} paid={[bill.paidCount, bill.paidMinor]} back={[bill.refundedCount, bill.refundedMinor]} />
              <SideRow
                name={t('recon.ourOrders')}
                paid={[channel.ourPaidCount, channel.ourPaidMinor]}
                back={[channel.ourRefundedCount, channel.ourRefundedMinor]}
              />
            </tbody>
          </table>
          <p className="quiet">{t('recon.fees', { amount: formatMoney(toMinor(bill.feeMinor)), matched: channel.matchedCount })}</p>
        </>
      ) : (
        <BillProgress bill={bill} />
      )}
      <p className="fine recon-source">{source}</p>
    </>
  );
}

function SideRow(props: { name: string; paid: readonly [count: number, minor: number]; back: readonly [count: number, minor: number] }) {
  const t = useTexts();
  return (
    <tr>
      <th scope="row">{props.name}</th>
      {[props.paid, props.back].map(([count, minor], place) => (
        // Two cells that never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <td key={place}>
          <Money minor={minor} />
          <small>{t('recon.count', { count })}</small>
        </td>
      ))}
    </tr>
  );
}
