import type { PayoutBatch } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime, useSettings } from '@tessera/ui';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Icon } from '../../shared/icons.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useBankFile, useBatchStep } from './use-payouts.ts';

/** What can be done with a batch now, by whom. */
export function BatchActions({ batch }: { batch: PayoutBatch }) {
  return batch.state === 'drafted' ? <Drafted batch={batch} /> : <Sent batch={batch} />;
}

function Drafted({ batch }: { batch: PayoutBatch }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const step = useBatchStep();
  const { id: payoutBatchId, number } = batch;
  const run = (which: 'release' | 'cancel') => async () => {
    await step.mutateAsync({ payoutBatchId, step: which });
    message.success(t('saved'));
  };
  const amount = formatMoney(toMinor(batch.amountMinor));
  const askRelease = () =>
    confirm({
      title: t('payout.releaseTitle', { number }),
      changes: [t('payout.releaseChange', { count: batch.payoutCount, amount }), t('payout.releaseAfter')],
      ok: t('payout.release'),
      run: run('release'),
    });
  const askCancel = () =>
    confirm({
      title: t('payout.cancelTitle', { number }),
      changes: [t('payout.cancelChange')],
      ok: t('payout.cancel'),
      danger: true,
      run: run('cancel'),
    });
  return (
    <>
      {!batch.mayRelease && can('settlement.releasePayOuts') && <span className="quiet">{t('payout.releaseOther')}</span>}
      {(can('settlement.payOut') || can('settlement.releasePayOuts')) && (
        <Button danger onClick={askCancel} data-testid="cancel-batch">
          {t('payout.cancel')}
        </Button>
      )}
      {batch.mayRelease && (
        <Button type="primary" onClick={askRelease} data-testid="release-batch">
          {t('payout.release')}
        </Button>
      )}
    </>
  );
}

function Sent({ batch }: { batch: PayoutBatch }) {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const { locale } = useSettings();
  const file = useBankFile();
  if (batch.state === 'cancelled' || !can('settlement.payOut')) return null;
  const { id: payoutBatchId, number, takenByName, takenAt } = batch;
  const ask = (format: 'csv' | 'xlsx') => () =>
    confirm({
      title: t('payout.fileTitle'),
      changes: [t('payout.fileNote'), ...(takenByName && takenAt ? [t('payout.fileAgain', { name: takenByName, at: exactTime(takenAt) })] : [])],
      ok: t('payout.file'),
      run: async () => saveFile(`${number}.${format}`, await file.mutateAsync({ payoutBatchId, language: locale, format })),
    });
  return (
    <>
      <Button icon={<Icon name="upload" size={16} />} onClick={() => navigate('/imports?kind=payouts')} data-testid="import-answers">
        {t('payout.import')}
      </Button>
      <Button icon={<Icon name="download" size={16} />} onClick={ask('xlsx')}>
        {t('payout.fileXlsx')}
      </Button>
      <Button
        type={takenAt || batch.state === 'finished' ? 'default' : 'primary'}
        icon={<Icon name="download" size={16} />}
        onClick={ask('csv')}
        data-testid="bank-file"
      >
        {t('payout.fileCsv')}
      </Button>
    </>
  );
}
