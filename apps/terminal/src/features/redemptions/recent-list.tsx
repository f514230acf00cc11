import { errorKey, friendlyTime, useSettings } from '@tessera/ui';
import { useState } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import { GiveBack } from './give-back.tsx';
import { usePaidWords, useTillRedemptions } from './use-redeem.ts';

/** What was redeemed at this device, and giving it back where the device may. */
export function RecentList() {
  const t = useTexts();
  const { locale } = useSettings();
  const list = useTillRedemptions();
  const paid = usePaidWords();
  const [openId, setOpenId] = useState<string | null>(null);
  const redemptions = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.isPending && <div className="skeleton-row" aria-hidden="true" />}
      {list.isError && redemptions.length === 0 && (
        <div className="empty" role="alert">
          <p>{t(errorKey(list.error))}</p>
          <button type="button" className="button" onClick={() => void list.refetch()}>
            {t('action.retry')}
          </button>
        </div>
      )}
      {list.isSuccess && redemptions.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={48} stroke={1.4} />
          <p>{t('redeem.none')}</p>
        </div>
      )}
      <ul className="redeem-items">
        {redemptions.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="redeem-item"
              aria-expanded={openId === one.id}
              onClick={() => setOpenId(openId === one.id ? null : one.id)}
              data-testid="till-redemption"
            >
              <span className="redeem-name">
                {one.itemName} × {one.quantity}
              </span>
              <span className="redeem-price">{t(`redemption.state.${one.state}`)}</span>
              <span className="redeem-stock">{`${one.memberName} · ${one.number} · ${friendlyTime(one.at, locale)}`}</span>
              <span className="redeem-stock">
                {[paid(one), ...(one.returnedQuantity > 0 ? [t('redeem.back.some', { count: one.returnedQuantity })] : [])].join(' · ')}
              </span>
            </button>
            {openId === one.id && one.mayReturn && <GiveBack redemption={one} onEnd={() => setOpenId(null)} />}
          </li>
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
