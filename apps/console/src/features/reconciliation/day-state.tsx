import type { ReconciliationDaySummary } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Tag } from 'antd';
import { type Texts, useTexts } from '../../shared/texts.ts';

const COLORS = { running: 'default', waiting: 'gold', differences: 'error', ready: 'success', closed: 'success' } as const;
const CHANNELS = ['wechat', 'alipay'] as const;

/** What people call a channel; one of the school's own keeps its key. */
export function channelName(t: Texts, key: string): string {
  const known = CHANNELS.find((channel) => channel === key);
  return known ? t(`recon.channel.${known}`) : key;
}

export function DayLight(props: { day: Pick<ReconciliationDaySummary, 'state'> }) {
  const t = useTexts();
  return <Tag color={COLORS[props.day.state]}>{t(`recon.state.${props.day.state}`)}</Tag>;
}

/** Where a day stands, in one sentence. */
export function sentenceOf(t: Texts, day: ReconciliationDaySummary): string {
  const { state, openCount, parkedCount, gapMinor } = day;
  const amount = formatMoney(toMinor(Math.abs(gapMinor)));
  const bills = day.missingBills.map((key) => channelName(t, key)).join(t('recon.and'));
  if (state === 'differences')
    return t(gapMinor > 0 ? 'recon.tooMuch' : gapMinor < 0 ? 'recon.tooLittle' : 'recon.noGap', { count: openCount, amount });
  if (state === 'waiting') return t('recon.waitingFor', { bills });
  if (state === 'closed') return parkedCount > 0 ? t('recon.closedWithParked', { count: parkedCount }) : t('recon.closedClean');
  if (state === 'ready') return parkedCount > 0 ? t('recon.readyWithParked', { count: parkedCount }) : t('recon.readyClean');
  return t('recon.runningNote');
}
