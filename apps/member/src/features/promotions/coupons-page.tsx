import { errorKey, isUnanswered, useNamed } from '@tessera/ui';
import { type FormEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { PageHeader } from '../../shared/controls.tsx';
import inputs from '../../shared/input.module.css';
import { PagedRows } from '../../shared/paged-rows.tsx';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { CouponLines, takenUntilWords, untilWords } from './coupon-lines.tsx';
import styles from './coupons.module.css';
import { CouponTexts, useCouponTexts } from './texts.ts';
import { useCouponsOnOffer, useEnterCode, useOwnCoupons, useTakeCoupon } from './use-coupons.ts';

const CODE_MAX = 20;

/** One's own coupons, those to take, and the entry of a code. */
export function CouponsPage() {
  return (
    <CouponTexts>
      <Page />
    </CouponTexts>
  );
}

function Page() {
  const t = useCouponTexts();
  const navigate = useNavigate();
  return (
    <main data-testid="coupons-page">
      <PageHeader title={t('coupons.title')} onBack={() => navigate('/me')} />
      <EnterCode />
      <OnOffer />
      <Own />
    </main>
  );
}

function EnterCode() {
  const t = useTexts();
  const words = useCouponTexts();
  const toast = useToast();
  const enter = useEnterCode();
  const [code, setCode] = useState('');
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const done = {
      onSuccess: () => {
        setCode('');
        toast(words('coupons.redeemed'));
      },
    };
    if (code.trim()) enter.mutate(code.trim(), done);
  };
  const problem = enter.isError ? (isUnanswered(enter.error) ? words('coupons.unanswered') : t(errorKey(enter.error))) : '';
  return (
    <form className={styles.enter} onSubmit={submit}>
      <label htmlFor={id}>{words('coupons.enter')}</label>
      <span className={styles.field}>
        <input
          className={inputs.input}
          id={id}
          value={code}
          maxLength={CODE_MAX}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setCode(event.target.value)}
          data-testid="coupon-code"
        />
        <Button type="submit" busy={enter.isPending} disabled={!code.trim()} data-testid="coupon-redeem">
          {words('coupons.redeem')}
        </Button>
      </span>
      <small id={`${id}-hint`} className={styles.hint}>
        {words('coupons.codeHint')}
      </small>
      <p className={styles.problem} role="alert">
        {problem}
      </p>
    </form>
  );
}

/** Nothing at all where there is nothing to take. */
function OnOffer() {
  const t = useTexts();
  const words = useCouponTexts();
  const named = useNamed();
  const toast = useToast();
  const offers = useCouponsOnOffer().data ?? [];
  const take = useTakeCoupon();
  if (offers.length === 0 && !take.isError) return null;
  return (
    <section aria-labelledby="coupons-on-offer">
      <h2 id="coupons-on-offer" className={styles.title}>
        {words('coupons.onOffer')}
      </h2>
      <p className={styles.problem} role="alert">
        {take.isError ? (isUnanswered(take.error) ? words('coupons.unanswered') : t(errorKey(take.error))) : ''}
      </p>
      <RowGroup>
        {offers.map((offer) => (
          <Row
            key={offer.campaignId}
            wrap
            title={named(offer.name)}
            note={<CouponLines coupon={offer} until={takenUntilWords(words, offer)} />}
            aside={
              <Button
                look="secondary"
                busy={take.isPending && take.variables?.campaignId === offer.campaignId}
                onClick={() => take.mutate({ campaignId: offer.campaignId }, { onSuccess: () => toast(words('coupons.taken')) })}
                data-testid="take-coupon"
              >
                {words('coupons.take')}
              </Button>
            }
            testId="coupon-on-offer"
          />
        ))}
      </RowGroup>
    </section>
  );
}

function Own() {
  const words = useCouponTexts();
  const named = useNamed();
  const list = useOwnCoupons();
  return (
    <section aria-labelledby="own-coupons">
      <h2 id="own-coupons" className={styles.title}>
        {words('coupons.mine')}
      </h2>
      <PagedRows
        list={list}
        none={{ title: words('coupons.none'), text: words('coupons.noneText') }}
        row={(coupon) => (
          <Row
            key={coupon.id}
            wrap
            title={named(coupon.name)}
            note={<CouponLines coupon={coupon} until={untilWords(words, coupon.expiresAt)} />}
            aside={words(`couponState.${coupon.state}`)}
            testId="own-coupon"
          />
        )}
      />
    </section>
  );
}
