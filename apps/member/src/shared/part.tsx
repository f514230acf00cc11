import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './part.module.css';

/** A white field of a form or a record. */
export function Part({ className, ...section }: ComponentProps<'section'>) {
  return <section {...section} className={cx(styles.part, className)} />;
}

/** The same around inputs that belong together, with what they ask for as its heading. */
export function Fields(props: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={styles.part}>
      <legend>{props.legend}</legend>
      {props.children}
    </fieldset>
  );
}
