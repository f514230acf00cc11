import { errorKey, useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { useReviewTexts } from '../../shared/review-texts.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { Stars } from '../../shared/stars.tsx';
import { useNow } from '../../shared/use-now.ts';
import styles from './reviews.module.css';
import { useOwnReviews } from './use-reviews.ts';

/** What one has said, newest first. */
export function OwnReviewsPage() {
  const t = useReviewTexts();
  const navigate = useNavigate();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const list = useOwnReviews();
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <main data-testid="own-reviews-page">
      <PageHeader title={t('review.own')} onBack={() => navigate('/me')} />
      <div className={styles.stack}>
        {list.isPending ? <Skeleton height="12rem" /> : null}
        {list.isError && items.length === 0 ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(list.error))}>
            <Button onClick={() => list.refetch()}>{t('action.retry')}</Button>
          </Blank>
        ) : null}
        {list.isSuccess && items.length === 0 ? <Blank icon="records" title={t('review.none')} text={t('review.noneWhy')} /> : null}
        {items.length > 0 ? (
          <RowGroup>
            {items.map((one) => (
              <Row
                key={one.id}
                wrap
                title={one.itemName || one.merchantName}
                note={[shortTime(one.createdAt, locale, now), one.state === 'hidden' ? t('reviewState.hidden') : '', one.text]
                  .filter(Boolean)
                  .join(' · ')}
                aside={<Stars count={one.stars} label={t('review.stars', { count: one.stars })} />}
                to={`/reviews/${one.subjectKind}/${one.subjectId}`}
                testId="review-row"
              />
            ))}
          </RowGroup>
        ) : null}
        {list.hasNextPage ? (
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('review.more')}
          </Button>
        ) : null}
      </div>
    </main>
  );
}
