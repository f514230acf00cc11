import type { Closure, ClosureRound } from '@tessera/contract';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const ROUND_TONES = {
  looking: 'brand',
  ready: 'brand',
  waiting: 'warn',
  running: 'brand',
  done: 'good',
  refused: 'quiet',
} as const satisfies Record<ClosureRound['state'], Tone>;
const TONES = {
  new: 'quiet',
  blocked: 'bad',
  ready: 'brand',
  paying: 'brand',
  payable: 'warn',
  done: 'good',
  undone: 'quiet',
} as const satisfies Record<Closure['state'], Tone>;

export function RoundState(props: { state: ClosureRound['state'] }) {
  const t = useTexts();
  return <Status tone={ROUND_TONES[props.state]}>{t(`closureRoundState.${props.state}`)}</Status>;
}

/** With what stands against it, and what to do about that. */
export function ClosureStatus({ closure }: { closure: Closure }) {
  const t = useTexts();
  return (
    <span className="two-lines">
      <Status tone={TONES[closure.state]}>{t(`closureState.${closure.state}`)}</Status>
      {closure.problem && <small>{t(`closureProblem.${closure.problem}`)}</small>}
    </span>
  );
}

export function headCount({ counts }: Pick<ClosureRound, 'counts'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
