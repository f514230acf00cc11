import type { Offers } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { skipWords, useNamed } from '@tessera/ui';
import { type FormEvent, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import inputs from '../../shared/input.module.css';
import styles from './redemptions.module.css';
import { useRedemptionTexts } from './texts.ts';

const CODE_MAX = 40;
/** What is to count; all coupons that could where none are named. */
export type Chosen = { couponIds?: Offers['couponIds']; codes: string[] };
type Choosing = { chosen: Chosen; onChoose: (chosen: Chosen) => void };

/** A refused code or coupon leaves a way back. */
export function OffersPart({ quote, ...choosing }: Choosing & { quote: { data?: { offers: Offers | null } | undefined; isError: boolean } }) {
  const t = useRedemptionTexts();
  const { chosen, onChoose } = choosing;
  if (quote.isError && (chosen.couponIds || chosen.codes.length > 0)) {
    return (
      <Button look="secondary" onClick={() => onChoose({ codes: [] })} data-testid="redeem-without-code">
        {t('redeem.withoutCode')}
      </Button>
    );
  }
  return quote.data?.offers ? <OffersCard offers={quote.data.offers} {...choosing} /> : null;
}

type Props = Choosing & { offers: Offers };

/** What is taken off the money and by what, what does not count and why, and a code to type. */
function OffersCard({ offers, chosen, onChoose }: Props) {
  const t = useRedemptionTexts();
  const named = useNamed();
  return (
    <section className={styles.card} aria-label={t('redeem.offers')} data-testid="redeem-offers">
      <h2 className={styles.title}>{t('redeem.offers')}</h2>
      <ul className={styles.offers}>
        {offers.applied.map((one) => (
          <Applied key={one.campaignId} one={one} offers={offers} onChoose={onChoose} />
        ))}
        {offers.skipped.map((one) => (
          <li key={one.couponId ?? named(one.name)} className={styles.offer} data-testid="redeem-skipped">
            <span>
              {named(one.name)}
              <small className={styles.quiet}>{skipWords(t, one.reason)}</small>
            </span>
          </li>
        ))}
      </ul>
      {offers.applied.length === 0 ? <p className={styles.quiet}>{t('redeem.noOffers')}</p> : null}
      {chosen.couponIds ? (
        <Button look="quiet" onClick={() => onChoose({ codes: offers.codes })} data-testid="redeem-all-coupons">
          {t('redeem.allCoupons')}
        </Button>
      ) : null}
      <CodeField onCode={(code) => onChoose({ ...chosen, codes: code === '' ? [] : [code] })} />
    </section>
  );
}

type AppliedProps = { one: Offers['applied'][number]; offers: Offers; onChoose: Props['onChoose'] };

/** A coupon may be left for another time, a code taken back. */
function Applied({ one, offers, onChoose }: AppliedProps) {
  const t = useRedemptionTexts();
  const named = useNamed();
  const without = () =>
    onChoose({ couponIds: offers.couponIds.filter((id) => id !== one.couponId), codes: offers.codes.filter((code) => code !== one.code) });
  return (
    <li className={styles.offer} data-testid="redeem-applied">
      <span>
        {named(one.name)}
        {one.code ? <small className={styles.quiet}>{t('redeem.byCode', { code: one.code })}</small> : null}
        {one.gift ? <small className={styles.quiet}>{t('redeem.gift', one.gift)}</small> : null}
        {one.cutBy ? <small className={styles.quiet}>{t(`cut.${one.cutBy}`)}</small> : null}
      </span>
      <b className={styles.number}>−{formatMoney(toMinor(one.discountMinor))}</b>
      {one.couponId || one.code ? (
        <button type="button" className={styles.leave} aria-label={t('redeem.leave', { name: named(one.name) })} onClick={without}>
          ×
        </button>
      ) : null}
    </li>
  );
}

function CodeField({ onCode }: { onCode: (code: string) => void }) {
  const t = useRedemptionTexts();
  const [code, setCode] = useState('');
  const enter = (event: FormEvent) => {
    event.preventDefault();
    onCode(code.trim());
  };
  return (
    <form className={styles.code} onSubmit={enter}>
      <input
        className={inputs.input}
        aria-label={t('redeem.code')}
        placeholder={t('redeem.code')}
        value={code}
        maxLength={CODE_MAX}
        autoCapitalize="characters"
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
        data-testid="redeem-code"
      />
      <Button type="submit" look="quiet" data-testid="redeem-enter-code">
        {t('redeem.enterCode')}
      </Button>
    </form>
  );
}
