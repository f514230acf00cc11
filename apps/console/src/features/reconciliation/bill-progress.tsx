import type { ChannelBill } from '@tessera/contract';
import { Progress } from 'antd';
import { useTexts } from '../../shared/texts.ts';

/** How far the reading of a bill is; comparing takes a while too, and says so. */
export function BillProgress({ bill }: { bill: ChannelBill }) {
  const t = useTexts();
  const percent = bill.lineCount > 0 ? Math.floor((bill.storedCount / bill.lineCount) * 100) : 0;
  return (
    <div role="status" data-testid="bill-progress">
      <p>
        {bill.state === 'reading'
          ? t('recon.readingLines', { done: bill.storedCount, all: bill.lineCount })
          : t('recon.matching', { all: bill.lineCount })}
      </p>
      <Progress
        percent={bill.state === 'reading' ? percent : 100}
        status="active"
        showInfo={bill.state === 'reading'}
        aria-label={t('recon.reading')}
      />
    </div>
  );
}
