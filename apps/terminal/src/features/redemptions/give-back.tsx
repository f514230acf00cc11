import type { TillRedemption } from '@tessera/contract';
import { isUnanswered } from '@tessera/ui';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { Field } from '../../parts/field.tsx';
import { useTexts } from '../../texts.ts';
import { leftOf, usePaidWords, useRefusal, useReturning, useReturnQuote } from './use-redeem.ts';

const REASON_MAX = 200;

/** What comes back is shown before it does, and that is what is agreed to. */
export function GiveBack({ redemption, onEnd }: { redemption: TillRedemption; onEnd: () => void }) {
  const t = useTexts();
  const tone = useTone();
  const returning = useReturning();
  const left = leftOf(redemption);
  const [many, setMany] = useState(String(left));
  const [reason, setReason] = useState('');
  const quantity = Number(many);
  const isWhole = Number.isInteger(quantity) && quantity >= 1 && quantity <= left;
  const quote = useReturnQuote(redemption.id, isWhole ? quantity : null);
  const shown = isWhole ? quote.data : undefined;
  // Whether it arrived is not known, so only the same may be sent again, whatever would come back by now.
  const again = isUnanswered(returning.error) ? returning.variables : undefined;
  const agreed =
    shown && reason.trim() !== '' ? { redemptionId: redemption.id, quantity, reason: reason.trim(), shownMinor: shown.cashMinor } : undefined;
  const sent = again ?? agreed;
  const done = {
    onSuccess: () => {
      tone('approved');
      onEnd();
    },
    onError: (error: unknown) => {
      tone('attention');
      if (!isUnanswered(error)) void quote.refetch();
    },
  };
  return (
    <form
      className="redeem-card redeem-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (sent) returning.mutate(sent, done);
      }}
    >
      <Field
        label={t('redeem.back.quantity', { count: left })}
        inputMode="numeric"
        value={many}
        onText={setMany}
        disabled={again !== undefined}
        data-testid="redeem-back-quantity"
      />
      <Field
        label={t('redeem.back.reason')}
        value={reason}
        maxLength={REASON_MAX}
        onText={setReason}
        disabled={again !== undefined}
        data-testid="redeem-back-reason"
      />
      {shown && !again && <ComesBack quote={shown} />}
      <Refused error={returning.error ?? quote.error} />
      <button type="submit" className="button button-danger" disabled={!sent || returning.isPending} data-testid="redeem-back-confirm">
        {returning.isPending ? t('state.loading') : t('redeem.back.confirm')}
      </button>
    </form>
  );
}

function ComesBack({ quote }: { quote: NonNullable<ReturnType<typeof useReturnQuote>['data']> }) {
  const t = useTexts();
  const paid = usePaidWords();
  return (
    <p aria-live="polite" data-testid="redeem-back-quote">
      <strong>{t('redeem.back.comes', { what: paid(quote) })}</strong>
      {quote.policy === 'recalculate' && <small className="redeem-stock">{t('redeem.back.anew')}</small>}
    </p>
  );
}

function Refused({ error }: { error: Error | null }) {
  const refusal = useRefusal();
  if (!error) return null;
  return (
    <p role="alert" className="field-wrong">
      {refusal(error)}
    </p>
  );
}
