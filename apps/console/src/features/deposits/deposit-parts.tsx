import type { DepositSlip, IssuerDeposit } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const SLIP_TONES: Record<DepositSlip['state'], Tone> = { entered: 'warn', confirmed: 'good', refused: 'quiet' };
export const STANDINGS = ['usedUp', 'isLow', 'enough'] as const;
const TONES: Record<(typeof STANDINGS)[number], Tone> = { usedUp: 'bad', isLow: 'warn', enough: 'good' };

export function standingOf({ availableMinor, lowMinor }: IssuerDeposit): (typeof STANDINGS)[number] {
  if (availableMinor <= 0) return 'usedUp';
  return availableMinor < lowMinor ? 'isLow' : 'enough';
}

export function StandingOf(props: { deposit: IssuerDeposit }) {
  const t = useTexts();
  const standing = standingOf(props.deposit);
  return <Status tone={TONES[standing]}>{t(`deposit.${standing}`)}</Status>;
}

export function SlipStateOf(props: { state: DepositSlip['state'] }) {
  const t = useTexts();
  return <Status tone={SLIP_TONES[props.state]}>{t(`depositSlipState.${props.state}`)}</Status>;
}
