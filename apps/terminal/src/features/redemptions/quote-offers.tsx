import type { Offers } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { useNamed } from '@tessera/ui';
import { Icon } from '../../parts/icons.tsx';
import type { Shown } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { type TillQuote, useQuoting, useRefusal } from './use-redeem.ts';

type Props = { quote: TillQuote; credential: Shown; onQuote?: (quote: TillQuote) => void };

/** What campaigns and coupons take off the money; a coupon may be kept for another time. */
export function QuoteOffers({ quote, credential, onQuote }: Props) {
  const t = useTexts();
  const named = useNamed();
  const refusal = useRefusal();
  const quoting = useQuoting();
  const { itemId, quantity, parts, offers } = quote;
  if (!offers || offers.applied.length === 0) return null;
  const keep = (couponId: Offers['couponIds'][number]) => {
    const couponIds = offers.couponIds.filter((id) => id !== couponId);
    if (!quoting.isPending) quoting.mutate({ itemId, quantity, parts, credential, couponIds }, { onSuccess: (next) => onQuote?.(next) });
  };
  return (
    <>
      <ul className="offers-list" aria-label={t('redeem.offers')} data-testid="redeem-offers">
        {offers.applied.map(({ campaignId, couponId, name, discountMinor, gift }) => (
          <li key={campaignId}>
            <span className="offers-name">
              {named(name)}
              {gift && <small>{t('redeem.gift', gift)}</small>}
            </span>
            <span className="money">−{formatMoney(toMinor(discountMinor))}</span>
            {couponId && onQuote && (
              <button
                type="button"
                className="button button-quiet"
                aria-label={t('redeem.keepCoupon', { name: named(name) })}
                disabled={quoting.isPending}
                onClick={() => keep(couponId)}
                data-testid="redeem-keep-coupon"
              >
                <Icon name="cross" size={20} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {quoting.isError && (
        <p role="alert" className="field-wrong">
          {refusal(quoting.error)}
        </p>
      )}
    </>
  );
}
