import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import styles from './sign-in-page.module.css';

type Props = InputHTMLAttributes<HTMLInputElement> & { label: string; aside?: ReactNode; testId: string };

/** A labelled line of text with room for a button at its end. */
export function Field({ label, aside, testId, ...input }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <input id={id} {...input} data-testid={testId} />
        {aside}
      </div>
    </div>
  );
}
