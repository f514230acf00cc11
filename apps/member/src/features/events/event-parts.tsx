import type { ListedEvent } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { usePhoto } from '@tessera/ui/photos/index.ts';
import { client } from '../../shared/client.ts';
import styles from './events.module.css';
import type { EventsWords } from './texts.ts';

export const money = (minor: number) => formatMoney(toMinor(minor));

/** The lowest price, and that there are higher ones. */
export function priceWords(t: EventsWords, { priceFromMinor, priceToMinor }: Pick<ListedEvent, 'priceFromMinor' | 'priceToMinor'>): string {
  if (priceFromMinor === null) return '';
  const lowest = priceFromMinor === 0 ? t('events.free') : money(priceFromMinor);
  return priceToMinor !== null && priceToMinor > priceFromMinor ? t('events.from', { price: lowest }) : lowest;
}

/** The picture of an event; the first letter of its title where there is none. */
export function Poster({ event }: { event: Pick<ListedEvent, 'eventId' | 'title' | 'hasPicture'> }) {
  const [letter] = event.title;
  return (
    <span className={styles.poster} aria-hidden="true">
      {event.hasPicture ? <Picture eventId={event.eventId} /> : letter}
    </span>
  );
}

/** Beside the title, so it says nothing by itself. */
export function Picture({ eventId }: Pick<ListedEvent, 'eventId'>) {
  const photo = usePhoto(eventId, () => client.events.getEventPicture({ eventId }));
  return photo.address ? <img src={photo.address} alt="" /> : null;
}
