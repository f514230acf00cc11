import type { OwnReview, ReviewSubject } from '@tessera/contract';
import { type Id, isId } from '@tessera/kernel';
import { errorKey, exactTime } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { Part } from '../../shared/part.tsx';
import { useReviewable } from '../../shared/review-ask.tsx';
import { useReviewTexts } from '../../shared/review-texts.ts';
import { Stars } from '../../shared/stars.tsx';
import { AddPhotos, ReviewPhoto } from './photos.tsx';
import { RatingForm } from './rating-form.tsx';
import styles from './reviews.module.css';

type Reviewable = NonNullable<ReturnType<typeof useReviewable>['data']>;
export type About = { subjectKind: ReviewSubject; subjectId: Id<'payment'> };

/** Rates one thing, and shows what was said of it. It looks again by itself when the merchant answers. */
export function ReviewPage() {
  const t = useReviewTexts();
  const navigate = useNavigate();
  const params = useParams();
  const subjectKind = params.subjectKind === 'redemption' ? 'redemption' : 'payment';
  const { subjectId: text } = params;
  const subjectId = text && isId(text) ? (text as Id<'payment'>) : undefined; // What has the shape of an id is asked for.
  const found = useReviewable(subjectKind, subjectId);
  return (
    <main data-testid="review-page">
      <PageHeader title={t('review.title')} onBack={() => navigate(-1)} />
      {subjectId ? null : <Blank icon="records" title={t('review.unknown')} text={t('review.unknownWhy')} />}
      {found.isLoading ? <Skeleton height="20rem" /> : null}
      {found.isError && !found.data ? (
        <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(found.error))}>
          <Button onClick={() => found.refetch()}>{t('action.retry')}</Button>
        </Blank>
      ) : null}
      {found.data && subjectId ? <Whole about={{ subjectKind, subjectId }} found={found.data} /> : null}
    </main>
  );
}

function Whole({ about, found }: { about: About; found: Reviewable }) {
  const t = useReviewTexts();
  const [isEditing, setEditing] = useState(false);
  const { review, rating, mayReview } = found;
  const others = rating.average === null ? t('review.notRated') : t('review.rated', { average: rating.average, count: rating.count });
  return (
    <div className={styles.stack}>
      <Part>
        <strong>{found.itemName || found.merchantName}</strong>
        <p className={styles.quiet}>{[found.itemName && found.merchantName, others].filter(Boolean).join(' · ')}</p>
      </Part>
      {review && !isEditing ? <Said review={review} onEdit={() => setEditing(true)} /> : null}
      {isEditing || (!review && mayReview) ? (
        <RatingForm about={about} review={review} onDone={() => setEditing(false)} onCancel={review ? () => setEditing(false) : undefined} />
      ) : null}
      {!review && !mayReview ? <Blank icon="records" title={t('review.notReviewable')} text={t('review.over')} /> : null}
    </div>
  );
}

function Said({ review, onEdit }: { review: OwnReview; onEdit: () => void }) {
  const t = useReviewTexts();
  return (
    <>
      <Part data-testid="own-review">
        <Stars count={review.stars} label={t('review.stars', { count: review.stars })} />
        {review.tags.length > 0 ? (
          <p className={styles.tags}>
            {review.tags.map((tag) => (
              <Chip key={tag} tone="plain">
                {t(`reviewTag.${tag}`)}
              </Chip>
            ))}
          </p>
        ) : null}
        {review.text ? <p className={styles.said}>{review.text}</p> : null}
        {review.photos.length > 0 ? (
          <div className={styles.photos}>
            {review.photos.map((photo) => (
              <ReviewPhoto key={photo.id} photo={photo} />
            ))}
          </div>
        ) : null}
        {review.hiddenReason ? <p className={styles.problem}>{t('review.hidden', { reason: review.hiddenReason })}</p> : null}
        {review.canEdit ? (
          <>
            <p className={styles.quiet}>{t('review.until', { day: exactTime(review.editUntil).slice(0, 10) })}</p>
            <Button look="secondary" wide onClick={onEdit} data-testid="review-edit">
              {t('review.edit')}
            </Button>
          </>
        ) : null}
      </Part>
      {review.answer ? (
        <Part className={styles.answer} data-testid="review-answer">
          <strong>{t('review.answer')}</strong>
          <p className={styles.said}>{review.answer}</p>
        </Part>
      ) : null}
      {review.canEdit ? <AddPhotos review={review} /> : null}
    </>
  );
}
