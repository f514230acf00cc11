import type { OwnReview } from '@tessera/contract';
import { errorKey, errorValues, isUnanswered } from '@tessera/ui';
import { usePhoto, usePhotoQueue } from '@tessera/ui/photos/index.ts';
import type { ChangeEvent } from 'react';
import { Button } from '../../shared/button.tsx';
import { client } from '../../shared/client.ts';
import { Part } from '../../shared/part.tsx';
import { useReviewTexts } from '../../shared/review-texts.ts';
import styles from './reviews.module.css';
import { useAddPhoto } from './use-reviews.ts';

const PHOTOS_MAX = 3;

/** Chooses photos and sends them, made small on the phone. */
export function AddPhotos({ review }: { review: OwnReview }) {
  const t = useReviewTexts();
  const add = useAddPhoto();
  const queue = usePhotoQueue((file) => add.mutateAsync({ reviewId: review.id, file }));
  const isFull = review.photos.length >= PHOTOS_MAX;
  const isStuck = queue.waitingCount > 0 && !queue.isBusy;
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    event.target.value = '';
    if (chosen.length > 0) void queue.add(chosen);
  };
  return (
    <Part>
      <span className={styles.label}>
        {t('review.photos')} {t('photo.count', { count: review.photos.length, most: PHOTOS_MAX })}
      </span>
      <p className={styles.quiet}>{t('review.photosHint', { most: PHOTOS_MAX })}</p>
      {queue.error === null ? null : (
        <p className={styles.problem} role="alert">
          {t(isUnanswered(queue.error) ? 'review.unsure' : errorKey(queue.error), errorValues(queue.error))}
        </p>
      )}
      {queue.waitingCount > 0 ? (
        <p className={styles.quiet} role="status">
          {t(queue.isBusy ? 'photo.adding' : 'photo.waiting', { count: queue.waitingCount })}
        </p>
      ) : null}
      {isStuck ? (
        <Button look="secondary" onClick={() => void queue.again()}>
          {t('photo.again')}
        </Button>
      ) : null}
      {isFull || isStuck ? null : (
        <label className={styles.choose}>
          {t('photo.add')}
          <input type="file" accept="image/*" multiple disabled={queue.isBusy} onChange={choose} data-testid="review-photos" />
        </label>
      )}
    </Part>
  );
}

export function ReviewPhoto({ photo: { id, widthPx, heightPx } }: { photo: OwnReview['photos'][number] }) {
  const t = useReviewTexts();
  const photo = usePhoto(id, () => client.reviews.getOwnReviewPhoto({ reviewPhotoId: id }));
  if (photo.isError) {
    return (
      <Button look="secondary" onClick={photo.again}>
        {t('photo.notLoaded')}
      </Button>
    );
  }
  return photo.address ? <img className={styles.photo} src={photo.address} width={widthPx} height={heightPx} alt={t('photo.one')} /> : null;
}
