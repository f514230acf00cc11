import { formatMoney } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { Banner } from '../../parts/banner.tsx';
import { useTexts } from '../../texts.ts';
import { useCharging } from './charge-context.tsx';
import type { AsideNotice } from './use-aside-sales.ts';

/** What became of sales that had been set aside, until the cashier has seen it. */
export function AsideNotices() {
  const t = useTexts();
  const { aside } = useCharging();
  return aside.notices.map((notice) => (
    <Banner key={notice.sale.key} icon="receipt" act={t('message.seen')} onAct={() => aside.acknowledge(notice.sale.key)} testId="aside-notice">
      {t(`aside.${outcomeOf(notice)}`, { amount: formatMoney(notice.sale.amountMinor), time: exactTime(notice.sale.at).slice(11, 16) })}
    </Banner>
  ));
}

function outcomeOf(notice: AsideNotice): 'approved' | 'declined' | 'noRecord' {
  return notice.answer?.outcome ?? 'noRecord';
}
