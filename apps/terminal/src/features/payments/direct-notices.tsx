import { formatMoney } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { Banner } from '../../parts/banner.tsx';
import { useTexts } from '../../texts.ts';
import { useDirect } from './direct-context.tsx';

/** What became of direct sales that had been set aside, until the cashier has seen it. */
export function DirectNotices() {
  const t = useTexts();
  const { aside } = useDirect();
  return aside.notices.map((sale) => (
    <Banner key={sale.id} icon="receipt" act={t('message.seen')} onAct={() => aside.acknowledge(sale.id)} testId="direct-notice">
      {t('direct.late', {
        amount: formatMoney(sale.amountMinor),
        time: exactTime(sale.at).slice(11, 16),
        method: t(`method.${sale.method}`),
        state: t(`saleState.${sale.state}`),
      })}
    </Banner>
  ));
}
