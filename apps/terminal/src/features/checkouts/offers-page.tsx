import type { Checkout, CheckoutQuote } from '@tessera/contract';
import { formatMoney, type Minor } from '@tessera/kernel';
import { isUnanswered } from '@tessera/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTone } from '../../device/use-tone.ts';
import { Wrong } from '../../parts/field.tsx';
import { useHoldScreen } from '../../parts/held-screen.ts';
import { Page } from '../../parts/page.tsx';
import { ScanStep, type Shown } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { PaidStep } from './paid-step.tsx';
import { PriceStep } from './price-step.tsx';
import { CheckoutTexts, useCheckoutTexts } from './texts.ts';
import { usePaying, useQuoting, useRefusal } from './use-checkout.ts';

type Step =
  | { at: 'price' }
  | { at: 'scan'; amountMinor: Minor }
  | { at: 'confirm'; amountMinor: Minor; credential: Shown; quote: CheckoutQuote }
  | { at: 'paid'; checkout: Checkout };

/** A payment with coupons: the price, the member, what is taken off and why, and the charge. */
export function OffersPage() {
  return (
    <CheckoutTexts>
      <Steps />
    </CheckoutTexts>
  );
}

function Steps() {
  const t = useTexts();
  const [step, setStep] = useState<Step>({ at: 'price' });
  const paying = usePaying();
  // It may have been paid: whoever scanned anew would charge it twice.
  const isOpen = paying.isPending || isUnanswered(paying.error);
  useHoldScreen(isOpen);
  const navigate = useNavigate();
  const go = (next: Step) => {
    paying.reset();
    setStep(next);
  };
  if (step.at === 'paid') return <PaidStep checkout={step.checkout} onClose={() => go({ at: 'price' })} />;
  return (
    <Page title={t('offers.title')} {...(step.at !== 'price' && { onBack: isOpen ? null : () => go({ at: 'price' }) })}>
      <div className="redeem">
        {step.at === 'price' && <PriceStep onPrice={(amountMinor) => setStep({ at: 'scan', amountMinor })} />}
        {step.at === 'scan' && (
          <Showing amountMinor={step.amountMinor} onQuote={(quote, credential) => setStep({ ...step, at: 'confirm', quote, credential })} />
        )}
        {step.at === 'confirm' && (
          <ConfirmStep
            {...step}
            paying={paying}
            onQuote={(quote) => go({ ...step, quote })}
            onPaid={(checkout) => go({ at: 'paid', checkout })}
            onAgain={() => go({ at: 'scan', amountMinor: step.amountMinor })}
            onLook={() => navigate('/sales')}
          />
        )}
      </div>
    </Page>
  );
}

/** The member shows card or code; what it costs is asked at once. */
function Showing({ amountMinor, onQuote }: { amountMinor: Minor; onQuote: (quote: CheckoutQuote, credential: Shown) => void }) {
  const t = useCheckoutTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const quoting = useQuoting();
  const ask = (credential: Shown) => {
    const done = { onSuccess: (quote: CheckoutQuote) => onQuote(quote, credential), onError: () => tone('attention') };
    if (!quoting.isPending) quoting.mutate({ amountMinor, credential }, done);
  };
  return (
    <>
      <section className="redeem-card">
        <p className="redeem-total">
          <span>{t('checkout.amount')}</span>
          <strong>{formatMoney(amountMinor)}</strong>
        </p>
      </section>
      <ScanStep hint={t('checkout.show')} label={t('checkout.memberCode')} busy={quoting.isPending} onShown={ask} />
      <Wrong text={quoting.isError ? refusal(quoting.error) : undefined} />
    </>
  );
}
