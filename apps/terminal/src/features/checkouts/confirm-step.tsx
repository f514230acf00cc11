import type { Checkout, CheckoutQuote } from '@tessera/contract';
import { formatMoney, type Minor, toMinor } from '@tessera/kernel';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { Field, Wrong } from '../../parts/field.tsx';
import { ResultScreen } from '../../parts/result-screen.tsx';
import type { Shown } from '../../scan/scan-step.tsx';
import { QuoteCard } from './quote-card.tsx';
import { useCheckoutTexts } from './texts.ts';
import { type AfterError, afterError, declineOf, type Paying, useQuoting, useRefusal } from './use-checkout.ts';

type Props = {
  amountMinor: Minor;
  credential: Shown;
  quote: CheckoutQuote;
  /** Held by the page, which lets nobody leave while it is open. */
  paying: Paying;
  onQuote: (quote: CheckoutQuote) => void;
  onPaid: (checkout: Checkout) => void;
  onAgain: () => void;
  /** Where the last sales are: what was paid without an answer stands there. */
  onLook: () => void;
};
type Asked = NonNullable<Paying['variables']>;
const PIN_LENGTH = 6;
const CODE_MAX = 20;

/** What is taken off and why, before anything is charged. */
export function ConfirmStep(props: Props) {
  const { amountMinor, credential, quote, paying } = props;
  const t = useCheckoutTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const quoting = useQuoting();
  const [pin, setPin] = useState('');
  const [after, setAfter] = useState<AfterError>();
  const ask = (wish: { couponIds?: CheckoutQuote['couponIds']; typed?: string }) =>
    quoting.mutate({ amountMinor, credential, codes: quote.codes, ...wish }, { onSuccess: props.onQuote, onError: () => tone('attention') });
  const send = (asked: Asked) =>
    paying.mutate(asked, {
      onSuccess: (checkout) => {
        tone('approved');
        props.onPaid(checkout);
      },
      onError: (error) => {
        tone('attention');
        setPin('');
        const next = afterError(error);
        setAfter(next);
        if (next === 'priceAgain') ask({});
      },
    });
  const usedIds = quote.applied.flatMap(({ couponId }) => couponId ?? []);
  const codes = quote.applied.flatMap(({ code }) => code ?? []);
  const sent = after === 'sameAgain' ? paying.variables : undefined;
  const pay = () => send(sent ?? { amountMinor, credential, totalMinor: quote.totalMinor, couponIds: usedIds, codes, ...(pin && { pin }) });
  if (after === 'declined' && paying.isError) {
    const acts = [{ label: t('checkout.again'), onPress: props.onAgain, main: true, testId: 'checkout-again' }];
    const amount = formatMoney(toMinor(quote.totalMinor));
    return (
      <ResultScreen look="declined" title={t('checkout.declined')} amount={amount} text={refusal(paying.error)} acts={acts} onClose={props.onAgain} />
    );
  }
  const wantsPin = after === 'askPin';
  const isBusy = paying.isPending || quoting.isPending;
  return (
    <div className="redeem-confirm" data-testid="checkout-confirm">
      <QuoteCard quote={quote} {...(!isBusy && !sent && { onCoupons: (couponIds) => ask(couponIds ? { couponIds } : {}) })} />
      {!sent && <CodeEntry busy={isBusy} onCode={(typed) => ask({ couponIds: quote.couponIds, typed })} />}
      <Wrong text={quoting.isError ? refusal(quoting.error) : undefined} />
      {after === 'priceAgain' && paying.isError && <Wrong text={refusal(paying.error)} />}
      {sent && <Wrong text={t('checkout.unanswered')} />}
      <form
        className="redeem-confirm"
        onSubmit={(event) => {
          event.preventDefault();
          pay();
        }}
      >
        {wantsPin && <PinField pin={pin} onPin={setPin} wrong={declineOf(paying.error) === 'pin_wrong' ? refusal(paying.error) : undefined} />}
        <button type="submit" className="button button-primary" disabled={isBusy || (wantsPin && pin.length < PIN_LENGTH)} data-testid="checkout-pay">
          {t('checkout.pay', { amount: formatMoney(toMinor(quote.totalMinor)) })}
        </button>
      </form>
      {sent && <LookElsewhere busy={isBusy} onLook={props.onLook} />}
    </div>
  );
}

/** The way out where no answer comes at all. */
function LookElsewhere({ busy, onLook }: { busy: boolean; onLook: () => void }) {
  const t = useCheckoutTexts();
  return (
    <button type="button" className="button" disabled={busy} onClick={onLook} data-testid="checkout-look">
      {t('checkout.look')}
    </button>
  );
}

function PinField({ pin, onPin, wrong }: { pin: string; onPin: (pin: string) => void; wrong: string | undefined }) {
  const t = useCheckoutTexts();
  return (
    <Field
      label={t('checkout.pin')}
      type="password"
      inputMode="numeric"
      value={pin}
      maxLength={PIN_LENGTH}
      onText={(text) => onPin(text.replace(/\D/g, ''))}
      wrong={wrong}
      data-testid="checkout-pin"
    />
  );
}

/** A paper coupon’s code, or one that is told to everybody. */
function CodeEntry({ busy, onCode }: { busy: boolean; onCode: (typed: string) => void }) {
  const t = useCheckoutTexts();
  const [typed, setTyped] = useState('');
  return (
    <form
      className="redeem-typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim()) onCode(typed.trim());
        setTyped('');
      }}
    >
      <Field
        label={t('checkout.code')}
        value={typed}
        maxLength={CODE_MAX}
        autoCapitalize="characters"
        onText={setTyped}
        data-testid="checkout-code"
      />
      <button type="submit" className="button" disabled={busy || typed.trim() === ''} data-testid="checkout-enter">
        {t('checkout.enter')}
      </button>
    </form>
  );
}
