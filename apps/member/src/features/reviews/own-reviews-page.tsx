import { useSettings } from '@tessera/ui';
import { useNavigate } from 'react-router';
import { PageHeader } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { PagedRows } from '../../shared/paged-rows.tsx';
import { useReviewTexts } from '../../shared/review-texts.ts';
import { Row } from '../../shared/rows.tsx';
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
  return (
    <main data-testid="own-reviews-page">
      <PageHeader title={t('review.own')} onBack={() => navigate('/me')} />
      <div className={styles.stack}>
        <PagedRows
          list={list}
          none={{ title: t('review.none'), text: t('review.noneWhy') }}
          row={(one) => (
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
          )}
        />
      </div>
    </main>
  );
}
