import type { CheckoutQuote } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { skipWords, useNamed } from '@tessera/ui';
import { useState } from 'react';
import { Icon } from '../../parts/icons.tsx';
import { useCheckoutTexts } from './texts.ts';

type Props = {
  quote: CheckoutQuote;
  /** Asks anew with these coupons; without any named, with all. */
  onCoupons?: (couponIds?: CheckoutQuote['couponIds']) => void;
};

/** Who pays, what is taken off, what is not and why, and what is left to pay. */
export function QuoteCard({ quote, onCoupons }: Props) {
  const t = useCheckoutTexts();
  const named = useNamed();
  const [hasLeft, setLeft] = useState(false);
  const choose = (couponIds?: CheckoutQuote['couponIds']) => {
    setLeft(couponIds !== undefined);
    onCoupons?.(couponIds);
  };
  return (
    <section className="redeem-card" data-testid="checkout-quote">
      <p className="redeem-what">
        {quote.memberName} · {quote.memberNumber}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('checkout.gross')}</dt>
          <dd className="money">{formatMoney(toMinor(quote.grossMinor))}</dd>
        </div>
      </dl>
      {quote.applied.length === 0 && <p className="redeem-label">{t('checkout.nothing')}</p>}
      <ul className="offers-list" aria-label={t('checkout.applied')}>
        <Applied quote={quote} {...(onCoupons && { onCoupons: choose })} />
        {quote.skipped.map((one) => (
          <li key={one.couponId ?? named(one.name)} className="is-skipped" data-testid="checkout-skipped">
            <span className="offers-name">
              {named(one.name)}
              <small>{skipWords(t, one.reason)}</small>
            </span>
          </li>
        ))}
      </ul>
      {onCoupons && hasLeft && (
        <button type="button" className="button button-quiet offers-all" onClick={() => choose()}>
          <Icon name="undo" size={20} />
          {t('checkout.use')}
        </button>
      )}
      <p className="redeem-total" data-testid="checkout-total">
        <span>{t('checkout.total')}</span>
        <strong>{formatMoney(toMinor(quote.totalMinor))}</strong>
      </p>
    </section>
  );
}

/** What counts; a coupon may be left for another time. */
function Applied({ quote, onCoupons }: Props) {
  const t = useCheckoutTexts();
  const named = useNamed();
  const without = (couponId: string) => quote.couponIds.filter((id) => id !== couponId);
  return quote.applied.map((one) => (
    <li key={one.campaignId} data-testid="checkout-applied">
      <span className="offers-name">
        {named(one.name)}
        {one.code && <small>{t('checkout.byCode', { code: one.code })}</small>}
        {one.gift && <small>{t('checkout.gift', one.gift)}</small>}
        {one.cutBy && <small>{t(`cut.${one.cutBy}`)}</small>}
      </span>
      <span className="money">−{formatMoney(toMinor(one.discountMinor))}</span>
      {one.couponId && onCoupons && (
        <button
          type="button"
          className="button button-quiet"
          aria-label={t('checkout.leave', { name: named(one.name) })}
          onClick={() => onCoupons(without(one.couponId ?? ''))}
          data-testid="checkout-leave"
        >
          <Icon name="cross" size={20} />
        </button>
      )}
    </li>
  ));
}
