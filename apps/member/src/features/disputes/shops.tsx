import { useQuery } from '@tanstack/react-query';
import type { Payment } from '@tessera/contract';
import { client } from '../../shared/client.ts';
import { Fields } from '../../shared/part.tsx';
import { keys } from '../../shared/queries.ts';
import styles from './disputes.module.css';
import { useDisputeTexts } from './texts.ts';

export type Shop = NonNullable<Payment['merchantId']>;
const LOOKED_AT = 100;
const SHOWN_MAX = 6;

/** Where it was: a shop at which one paid lately, or none of them. */
export function Shops({ shop, onChange }: { shop: Shop | undefined; onChange: (shop: Shop | undefined) => void }) {
  const t = useDisputeTexts();
  const found = useQuery({
    queryKey: [...keys.disputes, 'shops'],
    queryFn: () => client.payments.listOwnPayments({ kind: 'charge', limit: LOOKED_AT }),
  });
  const shops = new Map(
    (found.data?.items ?? []).flatMap(({ merchantId, merchantName }) => (merchantId && merchantName ? [[merchantId, merchantName]] : [])),
  );
  if (shops.size === 0) return null;
  const choices: [Shop | undefined, string][] = [...[...shops].slice(0, SHOWN_MAX), [undefined, t('case.noShop')]];
  return (
    <Fields legend={t('case.where')}>
      <div className={styles.kinds}>
        {choices.map(([id, name]) => (
          <label key={name} className={styles.kind}>
            <input type="radio" name="shop" checked={id === shop} onChange={() => onChange(id)} data-testid="claim-shop" />
            {name}
          </label>
        ))}
      </div>
    </Fields>
  );
}
