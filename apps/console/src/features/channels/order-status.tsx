import { ORDER_ALARMS, type OrderState, type RefundState } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const TONES: Record<OrderState, Tone> = {
  created: 'quiet',
  pending: 'brand',
  unknown: 'warn',
  paid: 'good',
  closed: 'quiet',
  reversed: 'quiet',
  failed: 'bad',
};
const REFUND_TONES: Record<RefundState, Tone> = { created: 'quiet', pending: 'brand', unknown: 'warn', refunded: 'good', failed: 'bad' };

export function OrderStatus(props: { state: OrderState; isLate: boolean }) {
  const t = useTexts();
  return <Status tone={TONES[props.state]}>{t(props.isLate ? 'orderState.paidLate' : `orderState.${props.state}`)}</Status>;
}

export function RefundStatus(props: { state: RefundState }) {
  const t = useTexts();
  return <Status tone={REFUND_TONES[props.state]}>{t(`channelRefund.${props.state}`)}</Status>;
}

/** What only a person can settle, in words; nothing where there is nothing. */
export function Alarm(props: { alarm: string | null; explained?: boolean }) {
  const t = useTexts();
  const alarm = ORDER_ALARMS.find((one) => one === props.alarm);
  if (!alarm) return null;
  return <Status tone="bad">{t(props.explained ? `orderAlarmNote.${alarm}` : `orderAlarm.${alarm}`)}</Status>;
}
