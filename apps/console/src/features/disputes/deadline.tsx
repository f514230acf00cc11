import type { Dispute } from '@tessera/contract';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const SOON_MS = 4 * 60 * 60 * 1000;
const ENDED: readonly Dispute['state'][] = ['decided', 'closed', 'withdrawn'];

/** By when something has to happen next: the merchant's word, the first answer, or the solution. Red once it is past, amber shortly before. */
export function Deadline(props: { dispute: Dispute; isMerchant: boolean }) {
  const t = useTexts();
  const next = nextOf(props.dispute, props.isMerchant);
  if (!next) return <span className="quiet">—</span>;
  const leftMs = Date.parse(next.at) - Date.now();
  const tone = leftMs < 0 ? 'past' : leftMs < SOON_MS ? 'soon' : 'later';
  return (
    <span className={`two-lines deadline deadline-${tone}`} data-testid="deadline">
      <Time at={next.at} />
      <small>{t(`disputes.deadline.${next.what}`)}</small>
    </span>
  );
}

function nextOf(dispute: Dispute, isMerchant: boolean): { at: string; what: 'merchant' | 'first' | 'solution' } | undefined {
  if (ENDED.includes(dispute.state)) return undefined;
  if (isMerchant) return dispute.state === 'asked' && dispute.merchantDueAt ? { at: dispute.merchantDueAt, what: 'merchant' } : undefined;
  if (dispute.firstAnsweredAt === null && dispute.firstDueAt) return { at: dispute.firstDueAt, what: 'first' };
  return { at: dispute.dueAt, what: 'solution' };
}
