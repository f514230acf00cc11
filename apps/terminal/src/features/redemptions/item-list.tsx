import { formatMoney, toMinor } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { useDeferredValue, useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { type TillItem, useTillItems } from './use-redeem.ts';

const QUANTITIES = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** What this shop offers; one touch goes on to the member. */
export function ItemList({ onChoose }: { onChoose: (item: TillItem, quantity: number) => void }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [quantity, setQuantity] = useState(1);
  const list = useTillItems(useDeferredValue(text.trim()));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="redeem-find">
        <Field label={t('redeem.search')} value={text} maxLength={80} onText={setText} type="search" data-testid="redeem-search" />
        <label className="field">
          <span>{t('redeem.quantity')}</span>
          <select value={quantity} onChange={(event) => setQuantity(Number(event.target.value))} data-testid="redeem-quantity">
            {QUANTITIES.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
      </div>
      {list.isPending && <div className="skeleton-row" aria-hidden="true" />}
      {list.isError && items.length === 0 && (
        <div className="empty" role="alert">
          <p>{t(errorKey(list.error))}</p>
          <button type="button" className="button" onClick={() => void list.refetch()}>
            {t('action.retry')}
          </button>
        </div>
      )}
      {list.isSuccess && items.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={48} stroke={1.4} />
          <p>{t('redeem.noItems')}</p>
        </div>
      )}
      <ul className="redeem-items">
        {items.map((item) => (
          <ItemRow key={item.id} item={item} quantity={quantity} onChoose={() => onChoose(item, quantity)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" className="button sales-more" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? t('state.loading') : t('action.more')}
        </button>
      )}
    </>
  );
}

function ItemRow({ item, quantity, onChoose }: { item: TillItem; quantity: number; onChoose: () => void }) {
  const t = useTexts();
  const price = usePriceWords();
  return (
    <li>
      <button
        type="button"
        className="redeem-item"
        disabled={item.stock !== null && item.stock < quantity}
        onClick={onChoose}
        data-testid="redeem-item"
      >
        <span className="redeem-name">{item.name}</span>
        <span className="redeem-price">{price(item)}</span>
        {item.stock !== null && <span className="redeem-stock">{t('redeem.stock', { count: item.stock })}</span>}
      </button>
    </li>
  );
}

/** `30 points / ¥35.00`, of one piece. */
export function usePriceWords() {
  const t = useTexts();
  return ({ pointsPrice, moneyPriceMinor }: TillItem): string => {
    const points = pointsPrice === null ? [] : [t('redemption.points', { count: pointsPrice })];
    const money = moneyPriceMinor === null ? [] : [formatMoney(toMinor(moneyPriceMinor))];
    return [...points, ...money].join(' / ');
  };
}
