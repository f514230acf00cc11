import type { OwnReview, ReviewTag } from '@tessera/contract';
import { errorKey, errorValues, isUnanswered } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import inputs from '../../shared/input.module.css';
import { Part } from '../../shared/part.tsx';
import { useReviewTexts } from '../../shared/review-texts.ts';
import { StarsInput } from '../../shared/stars.tsx';
import { useToast } from '../../shared/toast.tsx';
import type { About } from './review-page.tsx';
import styles from './reviews.module.css';
import { useEditReview, useWriteReview } from './use-reviews.ts';

const PRAISE: readonly ReviewTag[] = ['good_quality', 'fast', 'friendly', 'clean', 'good_value'];
const BLAME: readonly ReviewTag[] = ['poor_quality', 'slow', 'unfriendly', 'unclean', 'pricey'];
const TEXT_MAX = 500;
const PRAISED_FROM = 4;

type Props = { about: About; review: OwnReview | null; onDone: () => void; onCancel: (() => void) | undefined };

/** Stars first; what can be ticked follows from them. */
export function RatingForm({ about, review, onDone, onCancel }: Props) {
  const t = useReviewTexts();
  const toast = useToast();
  const [write, edit] = [useWriteReview(), useEditReview()];
  const [stars, setStars] = useState(review?.stars ?? 0);
  const [tags, setTags] = useState<readonly ReviewTag[]>(review?.tags ?? []);
  const [text, setText] = useState(review?.text ?? '');
  const offered = stars === 0 ? [] : stars >= PRAISED_FROM ? PRAISE : BLAME;
  const sending = review ? edit : write;
  const send = async () => {
    const rating = { stars, tags: tags.filter((tag) => offered.includes(tag)), text };
    if (review) await edit.mutateAsync({ reviewId: review.id, ...rating });
    else await write.mutateAsync({ ...about, ...rating });
    toast(t(review ? 'review.saved' : 'review.sent'));
    onDone();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send().catch(() => undefined);
  };
  return (
    <form className={styles.stack} onSubmit={submit} noValidate>
      <Part>
        <StarsInput value={stars} onChange={setStars} legend={t('review.ask')} label={(count) => t('review.stars', { count })} />
        {offered.length > 0 ? <Tags offered={offered} chosen={tags} onChange={setTags} /> : null}
        <label className={styles.label} htmlFor="review-text">
          {t('review.text')}
        </label>
        <textarea
          id="review-text"
          className={inputs.area}
          maxLength={TEXT_MAX}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="review-text"
        />
        <p className={styles.quiet}>{t('review.anonymous')}</p>
        {sending.isError ? (
          <p className={styles.problem} role="alert">
            {t(isUnanswered(sending.error) ? 'review.unsure' : errorKey(sending.error), errorValues(sending.error))}
          </p>
        ) : null}
        <Button type="submit" wide disabled={stars === 0} busy={sending.isPending} data-testid="review-send">
          {t(review ? 'review.save' : 'review.send')}
        </Button>
        {onCancel ? (
          <Button look="quiet" wide onClick={onCancel}>
            {t('review.cancel')}
          </Button>
        ) : null}
      </Part>
    </form>
  );
}

function Tags(props: { offered: readonly ReviewTag[]; chosen: readonly ReviewTag[]; onChange: (tags: readonly ReviewTag[]) => void }) {
  const t = useReviewTexts();
  const toggle = (tag: ReviewTag) => props.onChange(props.chosen.includes(tag) ? props.chosen.filter((one) => one !== tag) : [...props.chosen, tag]);
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.quiet}>{t('review.tags')}</legend>
      {props.offered.map((tag) => (
        <label key={tag} className={styles.choice}>
          <input type="checkbox" checked={props.chosen.includes(tag)} onChange={() => toggle(tag)} data-testid={`tag-${tag}`} />
          {t(`reviewTag.${tag}`)}
        </label>
      ))}
    </fieldset>
  );
}
