import type { DisputeEntry, OwnDispute } from '@tessera/contract';
import { errorKey, errorValues, exactTime, isUnanswered } from '@tessera/ui';
import { usePhoto, usePhotoQueue } from '@tessera/ui/photos/index.ts';
import { type ChangeEvent, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { Part } from '../../shared/part.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import styles from './disputes.module.css';
import { useDisputeTexts } from './texts.ts';
import { useAddPhoto } from './use-disputes.ts';

const PHOTOS_MAX = 6;

/** Chooses photos and sends them, made small on the phone. */
export function AddPhotos(props: { dispute: OwnDispute; entries: readonly DisputeEntry[] }) {
  const t = useDisputeTexts();
  const add = useAddPhoto();
  const queue = usePhotoQueue((file) => add.mutateAsync({ disputeId: props.dispute.id, file }));
  const count = props.entries.filter(({ kind }) => kind === 'photo').length;
  const isFull = count >= PHOTOS_MAX;
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    if (chosen.length > 0) void queue.add(chosen);
  };
  return (
    <Part>
      <div className={styles.about}>
        <span className={styles.label}>{t('case.photos')}</span>
        <span className={styles.quiet}>{t('photo.count', { count, most: PHOTOS_MAX })}</span>
      </div>
      <p id="photos-hint" className={styles.quiet}>
        {isFull ? t('photo.full', { most: PHOTOS_MAX }) : t('case.photosHint')}
      </p>
      {queue.error === null ? null : (
        <p className={styles.problem} role="alert">
          {t(isUnanswered(queue.error) ? 'case.unsure' : errorKey(queue.error), errorValues(queue.error))}
        </p>
      )}
      {queue.waitingCount > 0 ? (
        <p className={styles.quiet} role="status">
          {t(queue.isBusy ? 'photo.adding' : 'photo.waiting', { count: queue.waitingCount })}
        </p>
      ) : null}
      {queue.waitingCount > 0 && !queue.isBusy ? (
        <Button look="secondary" onClick={() => void queue.again()}>
          {t('photo.again')}
        </Button>
      ) : null}
      {isFull || (queue.waitingCount > 0 && !queue.isBusy) ? null : (
        <label className={styles.choose}>
          {t('photo.add')}
          <input
            type="file"
            accept="image/*"
            multiple
            disabled={queue.isBusy}
            onChange={choose}
            aria-describedby="photos-hint"
            data-testid="add-photos"
          />
        </label>
      )}
    </Part>
  );
}

/** One photo of the timeline; a tap shows it large. */
export function EntryPhoto(props: { entry: DisputeEntry }) {
  const t = useDisputeTexts();
  const { entry } = props;
  if (!entry.photo) return <p className={styles.said}>{t('photo.gone')}</p>;
  return <Kept entry={entry} size={entry.photo} />;
}

function Kept({ entry, size }: { entry: DisputeEntry; size: NonNullable<DisputeEntry['photo']> }) {
  const t = useDisputeTexts();
  const [isOpen, setOpen] = useState(false);
  const photo = usePhoto(entry.id, () => client.disputes.getOwnDisputePhoto({ photoId: entry.id }));
  const author = entry.author === 'member' ? t('case.you') : t(`disputeAuthor.${entry.author}`);
  const words = t('photo.of', { author, time: exactTime(entry.at) });
  if (photo.isError) {
    return (
      <div className={styles.buttons}>
        <p className={styles.said}>{t('photo.notLoaded')}</p>
        <Button look="secondary" onClick={photo.again}>
          {t('photo.again')}
        </Button>
      </div>
    );
  }
  const picture = photo.address ? <img src={photo.address} width={size.widthPx} height={size.heightPx} alt={words} data-testid="photo" /> : null;
  return (
    <>
      <button
        type="button"
        className={styles.photo}
        style={{ aspectRatio: `${size.widthPx} / ${size.heightPx}` }}
        aria-label={`${t('photo.open')}: ${words}`}
        onClick={() => setOpen(true)}
        disabled={!picture}
      >
        {picture}
      </button>
      {isOpen ? (
        <Sheet title={t('disputeEntry.photo')} onClose={() => setOpen(false)} testId="photo-sheet">
          <div className={styles.whole}>{picture}</div>
        </Sheet>
      ) : null}
    </>
  );
}
