import type { SessionOffer as Offer, ShownEvent } from '@tessera/contract';
import { errorKey, minuteOf } from '@tessera/ui';
import { Button } from '../../shared/button.tsx';
import { Chip, Skeleton } from '../../shared/controls.tsx';
import { money } from './event-parts.tsx';
import styles from './events.module.css';
import { useEventsTexts } from './texts.ts';
import { useSessionOffer } from './use-events.ts';

type Kind = ShownEvent['ticketKinds'][number];
type Offered = Offer['kinds'][number];

/** What tickets of a session cost this member now, and why one is not for them. */
export function SessionOffer({ session, kinds }: { session: ShownEvent['sessions'][number]; kinds: readonly Kind[] }) {
  const t = useEventsTexts();
  const offer = useSessionOffer(session.eventSessionId);
  if (offer.isPending) return <Skeleton height="8rem" />;
  if (offer.isError && !offer.data) {
    return (
      <p className={styles.problem} role="alert">
        {t(errorKey(offer.error))} <Button onClick={() => offer.refetch()}>{t('action.retry')}</Button>
      </p>
    );
  }
  return (
    <ul className={styles.kindList} data-testid="event-offer">
      {offer.data.kinds.map((offered) => (
        <li key={offered.ticketKindId}>
          <TicketKind offered={offered} kind={kinds.find(({ ticketKindId }) => ticketKindId === offered.ticketKindId)} />
        </li>
      ))}
    </ul>
  );
}

function TicketKind({ offered, kind }: { offered: Offered; kind: Kind | undefined }) {
  const t = useEventsTexts();
  const bounds = [
    offered.isAddOn ? t('events.addOn') : '',
    offered.atLeast > 1 ? t('events.atLeast', { count: offered.atLeast }) : '',
    offered.atMost === null ? '' : t('events.atMost', { count: offered.atMost }),
    kind && kind.admits > 1 ? t('events.admits', { count: kind.admits }) : '',
    kind?.isRealName ? t('events.realName') : '',
  ].filter(Boolean);
  const variationName = (code: string | null) => kind?.variations.find((one) => one.code === code)?.name ?? '';
  return (
    <article className={styles.kind} data-testid="event-ticket-kind">
      <h4>
        {offered.name}
        {offered.window && offered.window !== 'general' && offered.refusal === null ? <Chip tone="good">{t(`window.${offered.window}`)}</Chip> : null}
      </h4>
      {kind?.description ? <p className={styles.note}>{kind.description}</p> : null}
      <ul className={styles.prices}>
        {offered.prices.map(({ category, variation, priceMinor, normalMinor }) => (
          <li key={`${category} ${variation}`}>
            <span>{[category, variationName(variation)].filter(Boolean).join(' · ') || t('events.ticket')}</span>
            <span className={styles.price}>
              {priceMinor < normalMinor ? <s className={styles.normal}>{money(normalMinor)}</s> : null}{' '}
              <b>{priceMinor === 0 ? t('events.free') : money(priceMinor)}</b>
            </span>
          </li>
        ))}
      </ul>
      {bounds.length > 0 ? <p className={styles.note}>{bounds.join(' · ')}</p> : null}
      {offered.refusal ? (
        <p className={styles.refusal} data-testid="event-refusal">
          {offered.refusal === 'not_yet' && offered.changesAt
            ? t('refusal.not_yet_from', { at: minuteOf(offered.changesAt) })
            : t(`refusal.${offered.refusal}`)}
        </p>
      ) : null}
    </article>
  );
}
