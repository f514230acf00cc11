import { formatDecimal, type Minor } from '@tessera/kernel';
import { Link } from 'react-router';
import styles from './short-of-money.module.css';

/** Says that the balance falls short, and leads to a top-up of what is missing. */
export function ShortOfMoney(props: { missingMinor: Minor; text: string; topUp: string; testId: string }) {
  return (
    <div className={styles.short} role="status" data-testid={props.testId}>
      <p>{props.text}</p>
      <Link to={`/top-up?amount=${formatDecimal(props.missingMinor)}`} className={styles.go} data-testid={`${props.testId}-top-up`}>
        {props.topUp}
      </Link>
    </div>
  );
}
