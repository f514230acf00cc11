import { cx } from './cx.ts';
import styles from './stars.module.css';

export const STARS = [1, 2, 3, 4, 5] as const;

/** So many of five, in words for those who listen. */
export function Stars(props: { count: number; label: string }) {
  return (
    <span className={styles.stars} role="img" aria-label={props.label}>
      {STARS.map((star) => (
        <span key={star} className={cx(styles.star, star <= Math.round(props.count) && styles.full)}>
          ★
        </span>
      ))}
    </span>
  );
}

/** Chooses one to five: a radio each, so that a keyboard and a finger do the same. */
export function StarsInput(props: { value: number; onChange: (stars: number) => void; legend: string; label: (star: number) => string }) {
  return (
    <fieldset className={styles.input}>
      <legend>{props.legend}</legend>
      {STARS.map((star) => (
        <label key={star} className={cx(styles.choice, star <= props.value && styles.full)}>
          <input
            type="radio"
            name="stars"
            checked={star === props.value}
            onChange={() => props.onChange(star)}
            aria-label={props.label(star)}
            data-testid={`stars-${star}`}
          />
          ★
        </label>
      ))}
    </fieldset>
  );
}
