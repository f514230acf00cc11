import type { TillRedemption } from '@tessera/contract';
import { isUnanswered } from '@tessera/ui';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { useHoldScreen } from '../../parts/held-screen.ts';
import { Page } from '../../parts/page.tsx';
import { ScanStep, type Shown } from '../../scan/scan-step.tsx';
import { useTexts } from '../../texts.ts';
import { BookingList } from './booking-list.tsx';
import { ConfirmStep, type Gift } from './confirm-step.tsx';
import { DoneStep } from './done-step.tsx';
import { ItemList, usePriceWords } from './item-list.tsx';
import { RecentList } from './recent-list.tsx';
import { type TillItem, type TillQuote, useQuoting, useRedeeming, useRefusal, useTillBookings } from './use-redeem.ts';
import { VoucherStep } from './voucher-step.tsx';

type Step =
  | { at: 'items' }
  | { at: 'bookings' }
  | { at: 'recent' }
  | { at: 'voucher' }
  | { at: 'scan'; item: TillItem; quantity: number }
  | { at: 'confirm'; item: TillItem; quote: TillQuote; credential: Shown }
  | { at: 'done'; redemption: TillRedemption; gifts: readonly Gift[] };

/** Services for points: choose, scan the member, confirm; or take a voucher. It fits a till as well as a merchant's phone. */
export function RedeemPage() {
  const t = useTexts();
  const [step, setStep] = useState<Step>({ at: 'items' });
  const redeeming = useRedeeming();
  const bookings = useTillBookings();
  // It may have been redeemed: whoever scanned anew would redeem it twice.
  const isOpen = redeeming.isPending || isUnanswered(redeeming.error);
  useHoldScreen(isOpen);
  const go = (next: Step) => {
    redeeming.reset();
    setStep(next);
  };
  const restart = () => go({ at: 'items' });
  if (step.at === 'done') return <DoneStep redemption={step.redemption} gifts={step.gifts} onClose={restart} />;
  const asked = (bookings.data?.pages ?? []).reduce((sum, page) => sum + page.items.length, 0);
  const tabs = (['items', 'voucher', 'bookings', 'recent'] as const).map((at) => (
    <button key={at} type="button" className="chip" aria-pressed={step.at === at} onClick={() => setStep({ at })} data-testid={`redeem-${at}`}>
      {t(`redeem.tab.${at}`)}
      {at === 'bookings' && asked > 0 ? ` · ${asked}${bookings.hasNextPage ? '+' : ''}` : ''}
    </button>
  ));
  return (
    <Page title={t('redeem.title')} {...(step.at !== 'items' && { onBack: isOpen ? null : restart })}>
      <div className="redeem">
        {step.at !== 'scan' && step.at !== 'confirm' && <div className="redeem-tabs">{tabs}</div>}
        {step.at === 'items' && <ItemList onChoose={(item, quantity) => setStep({ at: 'scan', item, quantity })} />}
        {step.at === 'scan' && (
          <Showing step={step} onQuote={(quote, credential) => setStep({ at: 'confirm', item: step.item, quote, credential })} />
        )}
        {step.at === 'confirm' && (
          <ConfirmStep
            {...step}
            redeeming={redeeming}
            onDone={(redemption, gifts) => go({ at: 'done', redemption, gifts })}
            onAgain={() => go({ at: 'scan', item: step.item, quantity: step.quote.quantity })}
            onLook={() => go({ at: 'recent' })}
          />
        )}
        {step.at === 'voucher' && <VoucherStep onDone={(redemption) => setStep({ at: 'done', redemption, gifts: [] })} />}
        {step.at === 'bookings' && <BookingList />}
        {step.at === 'recent' && <RecentList />}
      </div>
    </Page>
  );
}

type Showing = { step: Extract<Step, { at: 'scan' }>; onQuote: (quote: TillQuote, credential: Shown) => void };

/** The member shows card or code; what they hold and what it costs is asked at once. */
function Showing({ step, onQuote }: Showing) {
  const t = useTexts();
  const tone = useTone();
  const refusal = useRefusal();
  const price = usePriceWords();
  const quoting = useQuoting();
  const ask = (credential: Shown) => {
    const asked = { itemId: step.item.id, quantity: step.quantity, credential };
    const done = { onSuccess: (quote: TillQuote) => onQuote(quote, credential), onError: () => tone('attention') };
    if (!quoting.isPending) quoting.mutate(asked, done);
  };
  return (
    <>
      <section className="redeem-card redeem-chosen">
        <p className="redeem-what">
          {step.item.name} × {step.quantity}
        </p>
        <p className="redeem-price">{price(step.item)}</p>
      </section>
      <ScanStep hint={t('redeem.showMember')} label={t('redeem.memberCode')} busy={quoting.isPending} onShown={ask} />
      {quoting.isError && (
        <p role="alert" className="field-wrong">
          {refusal(quoting.error)}
        </p>
      )}
    </>
  );
}
