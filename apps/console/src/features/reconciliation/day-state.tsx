import type { ReconciliationDaySummary } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { useSettings } from '@tessera/ui';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';

const TONES = { running: 'quiet', waiting: 'warn', differences: 'bad', ready: 'brand', closed: 'good' } as const satisfies Record<string, Tone>;
const CHANNELS = ['wechat', 'alipay'] as const;

/** What people call a channel; one of the school's own keeps its key. */
export function channelName(t: Texts, key: string): string {
  const known = CHANNELS.find((channel) => channel === key);
  return known ? t(`recon.channel.${known}`) : key;
}

export function DayLight(props: { day: Pick<ReconciliationDaySummary, 'state'> }) {
  const t = useTexts();
  return <Status tone={TONES[props.day.state]}>{t(`recon.state.${props.day.state}`)}</Status>;
}

/** `周六`, `Sat`: people remember days of the week. */
export function Weekday(props: { day: string }) {
  const { locale } = useSettings();
  const words = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return <span className="quiet">{words.format(Date.parse(`${props.day}T00:00:00Z`))}</span>;
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
