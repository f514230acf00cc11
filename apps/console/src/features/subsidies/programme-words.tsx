import type { Programme, Round } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

export function useExpiryWords(): (expiry: Programme['expiry']) => string {
  const t = useTexts();
  return (expiry) => {
    if (expiry.kind === 'on') return t('subsidies.until', { day: expiry.day });
    return expiry.kind === 'after' ? t('subsidies.daysLong', { days: expiry.days }) : t('subsidies.neverExpires');
  };
}

export function ProgrammeStatus(props: { status: Programme['status'] }) {
  const t = useTexts();
  return <Status tone={props.status === 'open' ? 'good' : 'quiet'}>{t(`programmeStatus.${props.status}`)}</Status>;
}

const ROUND_TONES = {
  collecting: 'brand',
  waiting: 'warn',
  granting: 'brand',
  done: 'good',
  refused: 'quiet',
  cancelled: 'quiet',
  taking_back: 'brand',
  taken_back: 'quiet',
} as const satisfies Record<Round['state'], Tone>;

export function RoundState(props: { state: Round['state'] }) {
  const t = useTexts();
  return <Status tone={ROUND_TONES[props.state]}>{t(`roundState.${props.state}`)}</Status>;
}

/** What a round is called: its label, or how it came about. */
export function useRoundName(): (round: Round) => string {
  const t = useTexts();
  return (round) => round.label ?? t(`roundSource.${round.source}`);
}
