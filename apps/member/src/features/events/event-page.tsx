import { id, type ShownEvent } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { clockTime, dayOf, formatDay } from '../../shared/days.ts';
import { Picture, priceWords } from './event-parts.tsx';
import styles from './events.module.css';
import { SessionOffer } from './session-offer.tsx';
import { useEventsTexts } from './texts.ts';
import { TicketRules } from './ticket-rules.tsx';
import { useEvent } from './use-events.ts';

type Session = ShownEvent['sessions'][number];
/** More than fit a phone’s page are shown when somebody asks. */
const SESSIONS_AT_ONCE = 12;

/** One event: when it is, what a ticket costs this member now, and what can be given back. */
export function EventPage() {
  const t = useEventsTexts();
  const navigate = useNavigate();
  const found = id<'event'>().safeParse(useParams().eventId);
  return (
    <main data-testid="event-page">
      <PageHeader title={t('events.one')} onBack={() => navigate(-1)} />
      {found.success ? <Asked eventId={found.data} /> : <Blank icon="calendar" title={t('events.unknown')} />}
    </main>
  );
}

function Asked({ eventId }: { eventId: ShownEvent['eventId'] }) {
  const t = useEventsTexts();
  const event = useEvent(eventId);
  if (event.isPending) return <Skeleton height="16rem" />;
  if (event.isError && !event.data) {
    return (
      <Blank icon="offline" title={t('events.notRead')} text={t(errorKey(event.error))}>
        <Button onClick={() => event.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  return <Shown event={event.data} />;
}

function Shown({ event }: { event: ShownEvent }) {
  const t = useEventsTexts();
  const places = [event.venueName, event.place, event.address].filter(Boolean);
  return (
    <article aria-labelledby="event-title">
      {event.hasPicture ? (
        <div className={styles.banner}>
          <Picture eventId={event.eventId} />
        </div>
      ) : null}
      <h2 id="event-title" className={styles.heading}>
        {event.title}
      </h2>
      <p className={styles.note}>{[t(`eventKind.${event.kind}`), event.region, event.merchantName].filter(Boolean).join(' · ')}</p>
      {places.length > 0 ? <p className={styles.place}>{places.join(' · ')}</p> : null}
      <p className={styles.large}>
        <b className={styles.price}>{priceWords(t, event)}</b>
      </p>
      {event.state === 'canceled' ? (
        <p className={styles.canceled} role="status" data-testid="event-canceled">
          <strong>{t('events.canceled')}</strong> {event.cancelReason}
        </p>
      ) : null}
      {event.description ? <p className={styles.words}>{event.description}</p> : null}
      {event.state === 'published' ? <Sessions event={event} /> : null}
      <TicketRules kinds={event.ticketKinds} />
      {event.visitorNotes ? (
        <section aria-labelledby="event-notes">
          <h3 id="event-notes" className={styles.title}>
            {t('events.notes')}
          </h3>
          <p className={styles.words}>{event.visitorNotes}</p>
        </section>
      ) : null}
    </article>
  );
}

/** One is chosen from the beginning: the first that is sold. */
function Sessions({ event }: { event: ShownEvent }) {
  const t = useEventsTexts();
  const [chosen, setChosen] = useState<Session['eventSessionId'] | null>(null);
  const [isWhole, setWhole] = useState(false);
  const { sessions } = event;
  const open = sessions.find(({ eventSessionId }) => eventSessionId === chosen) ?? sessions.find(({ state }) => state === 'on_sale') ?? sessions[0];
  const shown = isWhole ? sessions : sessions.slice(0, SESSIONS_AT_ONCE);
  return (
    <section aria-labelledby="event-sessions">
      <h3 id="event-sessions" className={styles.title}>
        {t('events.when')}
      </h3>
      {sessions.length === 0 ? <p className={styles.note}>{t('events.noSession')}</p> : null}
      <ul className={styles.sessions}>
        {shown.map((session) => (
          <li key={session.eventSessionId}>
            <SessionChoice session={session} isChosen={session === open} onChoose={() => setChosen(session.eventSessionId)} />
          </li>
        ))}
      </ul>
      {shown.length < sessions.length ? (
        <Button wide look="quiet" onClick={() => setWhole(true)} data-testid="event-all-sessions">
          {t('events.allSessions', { count: sessions.length })}
        </Button>
      ) : null}
      {open ? <SessionOffer key={open.eventSessionId} session={open} kinds={event.ticketKinds} /> : null}
    </section>
  );
}

function SessionChoice({ session, isChosen, onChoose }: { session: Session; isChosen: boolean; onChoose: () => void }) {
  const t = useEventsTexts();
  const { locale } = useSettings();
  const [from, to] = [session.stops.at(0)?.name, session.stops.at(-1)?.name];
  return (
    <button type="button" aria-pressed={isChosen} onClick={onChoose} data-testid="event-session">
      <span>{formatDay(dayOf(session.startsAt), locale, dayOf(Date.now()))}</span>
      <b>{clockTime(session.startsAt)}</b>
      {session.name ? <span className={styles.note}>{session.name}</span> : null}
      {from && to ? <span className={styles.note}>{`${from} → ${to}`}</span> : null}
      {session.doorsAt ? <span className={styles.note}>{t('events.doors', { at: clockTime(session.doorsAt) })}</span> : null}
      {session.state === 'on_sale' ? null : <Chip tone={session.state === 'canceled' ? 'bad' : 'warn'}>{t(`sessionState.${session.state}`)}</Chip>}
    </button>
  );
}
