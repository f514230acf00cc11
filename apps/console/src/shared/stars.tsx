import { useTexts } from './texts.ts';
import './stars.css';

/** So many of five, in words for those who listen. */
export function Stars(props: { count: number }) {
  const t = useTexts();
  return (
    <span className="review-stars" role="img" aria-label={t('review.stars', { count: props.count })}>
      {'★'.repeat(Math.round(props.count))}
      <span>{'★'.repeat(5 - Math.round(props.count))}</span>
    </span>
  );
}
