import type { Dispute } from '@tessera/contract';
import { Icon } from '../../shared/icons.tsx';
import { Status, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import './disputes.css';

const TONES: Record<Dispute['state'], Tone> = {
  open: 'warn',
  asked: 'brand',
  review: 'warn',
  consent: 'brand',
  approval: 'warn',
  decided: 'good',
  closed: 'quiet',
  withdrawn: 'quiet',
};

/** Where a case stands; past its day it says so in words. */
export function DisputeState(props: { dispute: Pick<Dispute, 'state' | 'isOverdue' | 'isUnanswered'> }) {
  const t = useTexts();
  const { state, isOverdue, isUnanswered } = props.dispute;
  return (
    <span className="dispute-state">
      <Status tone={TONES[state]}>{t(`disputeState.${state}`)}</Status>
      {(isOverdue || isUnanswered) && (
        <span className="dispute-overdue">
          <Icon name="clock" size={13} />
          {t(isOverdue ? 'disputes.overdue' : 'disputes.unanswered')}
        </span>
      )}
    </span>
  );
}
