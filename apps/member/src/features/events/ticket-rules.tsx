import type { ShownEvent } from '@tessera/contract';
import { money } from './event-parts.tsx';
import styles from './events.module.css';
import { type EventsWords, useEventsTexts } from './texts.ts';

type Kind = ShownEvent['ticketKinds'][number];
const HOUR = 60;
const DAY = 24 * HOUR;
const BPS_PER_PERCENT = 100;

/** What comes back of each kind until when, in words: read before one pays, not after. */
export function TicketRules({ kinds }: { kinds: readonly Kind[] }) {
  const t = useEventsTexts();
  if (kinds.length === 0) return null;
  return (
    <section aria-labelledby="event-rules">
      <h3 id="event-rules" className={styles.title}>
        {t('events.rules')}
      </h3>
      {kinds.map((kind) => (
        <details key={kind.ticketKindId} className={styles.rules} data-testid="event-rules">
          <summary>{kind.name}</summary>
          <ul>
            {refundLines(t, kind).map((line) => (
              <li key={line}>{line}</li>
            ))}
            <li>{changeWords(t, kind)}</li>
          </ul>
        </details>
      ))}
    </section>
  );
}

/** The earliest step first, and what holds after the last. */
function refundLines(t: EventsWords, { refundSteps }: Kind): string[] {
  if (refundSteps.length === 0) return [t('rules.noRefund')];
  const steps = refundSteps.toSorted((one, other) => other.minutesBefore - one.minutesBefore);
  const lines = steps.map(({ minutesBefore, feeBps, feeMinor }) => {
    const fees = [feeBps > 0 ? `${feeBps / BPS_PER_PERCENT}%` : '', feeMinor > 0 ? money(feeMinor) : ''].filter(Boolean).join(' + ');
    const before = lengthWords(t, minutesBefore);
    return fees ? t('rules.refundFee', { before, fee: fees }) : t('rules.refundFree', { before });
  });
  return [...lines, t('rules.refundOver')];
}

function changeWords(t: EventsWords, { changePolicy, changeFeeMinor, changeEndsMinutesBefore }: Kind): string {
  if (changePolicy === 'none') return t('rules.change.none');
  const fee = changeFeeMinor > 0 ? t('rules.changeFee', { fee: money(changeFeeMinor) }) : t('rules.changeFree');
  return t('rules.changeUntil', { before: lengthWords(t, changeEndsMinutesBefore), what: t(`rules.change.${changePolicy}`), fee });
}

/** In the largest unit that it is whole in. */
function lengthWords(t: EventsWords, minutes: number): string {
  if (minutes > 0 && minutes % DAY === 0) return t('rules.days', { count: minutes / DAY });
  if (minutes > 0 && minutes % HOUR === 0) return t('rules.hours', { count: minutes / HOUR });
  return t('rules.minutes', { count: minutes });
}
