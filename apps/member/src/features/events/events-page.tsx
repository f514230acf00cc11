import type { ListedEvent } from '@tessera/contract';
import { errorKey, minuteOf } from '@tessera/ui';
import { useDeferredValue, useId } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { DayChoice } from './day-choice.tsx';
import { Poster, priceWords } from './event-parts.tsx';
import styles from './events.module.css';
import { useEventsTexts } from './texts.ts';
import { type EventFilter, useEventList, useEventRegions } from './use-events.ts';

const SEARCH_MAX = 80;
const KINDS: readonly ListedEvent['kind'][] = ['show', 'cinema', 'match', 'attraction', 'course', 'rail'];
/** Up to so much; the first is free of charge. */
const PRICES_MINOR = [0, 50_00, 100_00, 300_00] as const;

type Change = (change: Partial<Record<'q' | 'kind' | 'region' | 'day' | 'most', string>>) => void;

/** The filter stands in the address, so that coming back from an event finds the list as it was. */
function useFilter(): [EventFilter, Change] {
  const [params, setParams] = useSearchParams();
  const most = params.get('most');
  const filter = {
    q: params.get('q') ?? '',
    kind: KINDS.find((kind) => kind === params.get('kind')) ?? null,
    region: params.get('region') ?? '',
    day: /^\d{4}-\d{2}-\d{2}$/.exec(params.get('day') ?? '')?.[0] ?? '',
    mostMinor: PRICES_MINOR.find((price) => String(price) === most) ?? null,
  };
  const change: Change = (wish) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(wish)) value ? next.set(name, value) : next.delete(name);
        return next;
      },
      { replace: true },
    );
  return [filter, change];
}

/** What is on: by kind, place, day, price and words. */
export function EventsPage() {
  const t = useEventsTexts();
  const navigate = useNavigate();
  const id = useId();
  const [filter, change] = useFilter();
  const q = useDeferredValue(filter.q.trim());
  return (
    <main data-testid="events-page">
      <PageHeader title={t('events.title')} onBack={() => navigate('/me')} />
      <label className={styles.search} htmlFor={id}>
        <span className={styles.note}>{t('events.search')}</span>
        <input
          className={inputs.input}
          id={id}
          type="search"
          value={filter.q}
          maxLength={SEARCH_MAX}
          autoComplete="off"
          placeholder={t('events.searchHint')}
          onChange={(event) => change({ q: event.target.value })}
          data-testid="events-search"
        />
      </label>
      <Kinds chosen={filter.kind} onChoose={(kind) => change({ kind: kind ?? '' })} />
      <div className={styles.narrow}>
        <Regions chosen={filter.region} onChoose={(region) => change({ region })} />
        <Prices chosen={filter.mostMinor} onChoose={(most) => change({ most })} />
      </div>
      <DayChoice filter={filter} onChoose={(day) => change({ day })} />
      <List filter={{ ...filter, q }} />
    </main>
  );
}

function Kinds({ chosen, onChoose }: { chosen: EventFilter['kind']; onChoose: (kind: EventFilter['kind']) => void }) {
  const t = useEventsTexts();
  return (
    <fieldset className={styles.kinds}>
      <legend className={styles.hidden}>{t('events.kind')}</legend>
      {[null, ...KINDS].map((kind) => (
        <button
          key={kind ?? 'all'}
          type="button"
          aria-pressed={kind === chosen}
          onClick={() => onChoose(kind)}
          data-testid={`events-kind-${kind ?? 'all'}`}
        >
          {t(kind === null ? 'events.all' : `eventKind.${kind}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** Nothing to choose where there is one region. */
function Regions({ chosen, onChoose }: { chosen: string; onChoose: (region: string) => void }) {
  const t = useEventsTexts();
  const regions = useEventRegions().data ?? [];
  if (regions.length < 2 && chosen === '') return null;
  return (
    <select
      className={inputs.input}
      aria-label={t('events.region')}
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      data-testid="events-region"
    >
      <option value="">{t('events.everywhere')}</option>
      {regions.map((region) => (
        <option key={region} value={region}>
          {region}
        </option>
      ))}
    </select>
  );
}

function Prices({ chosen, onChoose }: { chosen: number | null; onChoose: (most: string) => void }) {
  const t = useEventsTexts();
  return (
    <select
      className={inputs.input}
      aria-label={t('events.price')}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.target.value)}
      data-testid="events-price"
    >
      <option value="">{t('events.anyPrice')}</option>
      {PRICES_MINOR.map((price) => (
        <option key={price} value={price}>
          {price === 0 ? t('events.free') : t('events.priceMost', { most: price / 100 })}
        </option>
      ))}
    </select>
  );
}

function List({ filter }: { filter: EventFilter }) {
  const t = useEventsTexts();
  const list = useEventList(filter);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton height="12rem" />;
  if (list.isError && !list.data) {
    return (
      <Blank icon="offline" title={t('events.notRead')} text={t(errorKey(list.error))}>
        <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  if (items.length === 0) {
    const isSought = filter.q !== '' || filter.kind !== null || filter.region !== '' || filter.day !== '' || filter.mostMinor !== null;
    return (
      <Blank
        icon="calendar"
        title={t(isSought ? 'events.noneFound' : 'events.none')}
        text={t(isSought ? 'events.noneFoundText' : 'events.noneText')}
        testId="events-none"
      />
    );
  }
  return (
    <>
      <ul className={styles.list} aria-busy={list.isPlaceholderData}>
        {items.map((event) => (
          <li key={event.eventId}>
            <Listed event={event} />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button wide look="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {t('events.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Listed({ event }: { event: ListedEvent }) {
  const t = useEventsTexts();
  const where = event.venueName || event.place;
  return (
    <Link to={`/events/${event.eventId}`} className={styles.card} data-testid="event">
      <Poster event={event} />
      <span className={styles.about}>
        <span className={styles.name}>{event.title}</span>
        <span className={styles.note}>{[t(`eventKind.${event.kind}`), event.region, where].filter(Boolean).join(' · ')}</span>
        <span className={styles.note}>
          {minuteOf(event.nextStartsAt)}
          {event.sessionCount > 1 ? ` · ${t('events.sessions', { count: event.sessionCount })}` : ''}
        </span>
        <span className={styles.line}>
          <b className={styles.price}>{priceWords(t, event)}</b>
          {event.state === 'canceled' ? <Chip tone="bad">{t('events.canceled')}</Chip> : null}
        </span>
      </span>
    </Link>
  );
}
