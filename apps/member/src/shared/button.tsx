import type { ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: 'primary' | 'secondary' | 'danger' | 'quiet'; wide?: boolean; busy?: boolean };

/** A button of at least 48 px; while `busy` it cannot be pressed twice. */
export function Button({ look = 'primary', wide, busy, className, children, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy}
      className={cx(styles.button, styles[look], wide && styles.wide, className)}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : null}
      {children}
    </button>
  );
}
