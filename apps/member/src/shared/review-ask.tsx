import { useQuery } from '@tanstack/react-query';
import type { ReviewSubject } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { client } from './client.ts';
import { keys } from './queries.ts';
import { ReviewTexts, useReviewTexts } from './review-texts.ts';
import { Row, RowGroup } from './rows.tsx';
import { Stars } from './stars.tsx';

type About = { kind: ReviewSubject; id: Id<'payment'> };

/** Asks kindly how it was, on what was paid or redeemed, and says how others rate the merchant. Of what nobody can rate it says nothing. */
export function ReviewAsk(props: About) {
  return (
    <ReviewTexts>
      <Ask {...props} />
    </ReviewTexts>
  );
}

function Ask({ kind, id }: About) {
  const t = useReviewTexts();
  const { data } = useReviewable(kind, id);
  if (!data || (!data.review && !data.mayReview)) return null;
  const { review, rating } = data;
  const others = rating.average === null ? t('review.notRated') : t('review.rated', { average: rating.average, count: rating.count });
  return (
    <RowGroup>
      <Row
        title={t(review ? 'review.title' : 'review.ask')}
        note={others}
        aside={review ? <Stars count={review.stars} label={t('review.stars', { count: review.stars })} /> : null}
        to={`/reviews/${kind}/${id}`}
        testId="ask-review"
      />
    </RowGroup>
  );
}

export function useReviewable(subjectKind: ReviewSubject, subjectId: Id<'payment'> | undefined) {
  return useQuery({
    queryKey: [...keys.reviews, 'about', subjectKind, subjectId],
    queryFn: () => {
      if (!subjectId) throw new RangeError('asked for nothing');
      return client.reviews.getReviewable({ subjectKind, subjectId });
    },
    enabled: subjectId !== undefined,
  });
}
