import type { CouponOnOffer, OwnCoupon } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { benefitLines, minuteOf, useNamed } from '@tessera/ui';
import styles from './coupons.module.css';
import { type CouponWords, useCouponTexts } from './texts.ts';

type Terms = Pick<OwnCoupon, 'benefit' | 'minSpendMinor' | 'merchantNames' | 'merchantCategories' | 'itemNames' | 'categoryNames' | 'levelNames'>;

/** What a coupon gives, where, on what, for whom, and until when. */
export function CouponLines(props: { coupon: Terms; until: string }) {
  const t = useCouponTexts();
  const named = useNamed();
  const { benefit, minSpendMinor, itemNames, categoryNames, levelNames } = props.coupon;
  const products = [...categoryNames.map(named), ...itemNames];
  return (
    <span className={styles.lines}>
      {benefitLines(t, benefit).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {minSpendMinor === null ? null : <span>{t('coupons.min', { min: formatMoney(toMinor(minSpendMinor)) })}</span>}
      <span>{placesWords(t, props.coupon)}</span>
      {products.length === 0 ? null : <span>{t('coupons.on', { products: products.join(' · ') })}</span>}
      {levelNames.length === 0 ? null : <span>{t('coupons.for', { levels: levelNames.map(named).join(' · ') })}</span>}
      <span>{props.until}</span>
    </span>
  );
}

function placesWords(t: CouponWords, { merchantNames, merchantCategories }: Terms): string {
  const places = [...merchantCategories.map((category) => t(`coupons.category.${category}`)), ...merchantNames];
  return places.length === 0 ? t('coupons.everywhere') : t('coupons.at', { places: places.join(' · ') });
}

export function untilWords(t: CouponWords, expiresAt: string | null): string {
  return expiresAt === null ? t('coupons.noEnd') : t('coupons.until', { at: minuteOf(expiresAt) });
}

/** Of one that is still to take. */
export function takenUntilWords(t: CouponWords, { validDays, endsAt }: CouponOnOffer): string {
  return validDays === null ? untilWords(t, endsAt) : t('coupons.days', { count: validDays });
}
