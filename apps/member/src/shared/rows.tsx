import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './rows.module.css';

/** A card of rows. */
export function RowGroup(props: { children: ReactNode }) {
  return <div className={styles.group}>{props.children}</div>;
}

type RowProps = {
  icon?: IconName;
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  danger?: boolean;
  /** The aside may go below the title where the line is too short. */
  wrap?: boolean;
  testId?: string;
  to?: string;
  onClick?: () => void;
};

/** One line: what it is, its value, and an arrow when it leads somewhere. */
export function Row(props: RowProps) {
  const leads = props.to !== undefined || props.onClick !== undefined;
  const className = cx(styles.row, props.danger && styles.danger, props.wrap && styles.stack);
  const inside = (
    <>
      {props.icon ? (
        <span className={styles.icon}>
          <Icon name={props.icon} />
        </span>
      ) : null}
      <span className={styles.text}>
        <span className={styles.title}>{props.title}</span>
        {props.note ? <span className={styles.note}>{props.note}</span> : null}
      </span>
      <span className={styles.aside}>
        {props.aside}
        {leads ? <Icon name="next" size="1.125rem" /> : null}
      </span>
    </>
  );
  if (props.to !== undefined) {
    return (
      <Link to={props.to} className={className} data-testid={props.testId}>
        {inside}
      </Link>
    );
  }
  if (!props.onClick) {
    return (
      <div className={className} data-testid={props.testId}>
        {inside}
      </div>
    );
  }
  return (
    <button type="button" className={className} onClick={props.onClick} data-testid={props.testId}>
      {inside}
    </button>
  );
}
