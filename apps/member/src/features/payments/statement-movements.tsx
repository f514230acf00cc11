import { useQuery } from '@tanstack/react-query';
import type { Payment } from '@tessera/contract';
import { exactTime, Money } from '@tessera/ui';
import { client } from '../../shared/client.ts';
import { walletChange } from '../../shared/days.ts';
import { useTexts } from '../../shared/texts.ts';
import styles from './statement-page.module.css';
import type { Period } from './statement-page.tsx';

/** What one sheet of paper bears; the file has them all. */
const SHOWN = 200;

/** The movements behind the sums, in a table that prints. */
export function StatementMovements(props: { period: Period }) {
  const t = useTexts();
  const list = useQuery({
    queryKey: ['statements', 'rows', props.period],
    queryFn: () => client.payments.listOwnPayments({ ...props.period, limit: SHOWN }),
  });
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={styles.part} aria-label={t('statement.movements')}>
      <h2>{t('statement.movements')}</h2>
      <table className={styles.movements}>
        <thead>
          <tr>
            <th scope="col">{t('detail.time')}</th>
            <th scope="col">{t('statement.what')}</th>
            <th scope="col">{t('statement.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((payment) => (
            <Movement key={payment.id} payment={payment} />
          ))}
        </tbody>
      </table>
      {list.data?.nextCursor ? <p className={styles.more}>{t('statement.more', { count: SHOWN })}</p> : null}
    </section>
  );
}

function Movement({ payment }: { payment: Payment }) {
  const t = useTexts();
  return (
    <tr>
      <td>{exactTime(payment.at).slice(0, 16)}</td>
      <td>
        {t(`payment.${payment.kind}`)}
        {payment.merchantName ? <small>{payment.merchantName}</small> : null}
      </td>
      <td>
        <Money minor={walletChange(payment)} sign />
      </td>
    </tr>
  );
}
