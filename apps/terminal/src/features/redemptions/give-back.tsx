import type { TillRedemption } from '@tessera/contract';
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
  const refusal = useRefusal();
  const returning = useReturning();
  const left = leftOf(redemption);
  const [many, setMany] = useState(String(left));
  const [reason, setReason] = useState('');
  const quantity = Number(many);
  const isWhole = Number.isInteger(quantity) && quantity >= 1 && quantity <= left;
  const quote = useReturnQuote(redemption.id, isWhole ? quantity : null);
  const paid = usePaidWords();
  const shown = isWhole ? quote.data : undefined;
  const isGood = shown !== undefined && reason.trim() !== '';
  const done = {
    onSuccess: () => {
      tone('approved');
      onEnd();
    },
    onError: () => {
      tone('attention');
      void quote.refetch();
    },
  };
  return (
    <form
      className="redeem-card redeem-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) returning.mutate({ redemptionId: redemption.id, quantity, reason: reason.trim(), shownMinor: shown.cashMinor }, done);
      }}
    >
      <Field
        label={t('redeem.back.quantity', { count: left })}
        inputMode="numeric"
        value={many}
        onText={setMany}
        data-testid="redeem-back-quantity"
      />
      <Field label={t('redeem.back.reason')} value={reason} maxLength={REASON_MAX} onText={setReason} data-testid="redeem-back-reason" />
      {shown && (
        <p aria-live="polite" data-testid="redeem-back-quote">
          <strong>{t('redeem.back.comes', { what: paid(shown) })}</strong>
          {shown.policy === 'recalculate' && <small className="redeem-stock">{t('redeem.back.anew')}</small>}
        </p>
      )}
      {(returning.error ?? quote.error) !== null && (
        <p role="alert" className="field-wrong">
          {refusal(returning.error ?? quote.error)}
        </p>
      )}
      <button type="submit" className="button button-danger" disabled={!isGood || returning.isPending} data-testid="redeem-back-confirm">
        {returning.isPending ? t('state.loading') : t('redeem.back.confirm')}
      </button>
    </form>
  );
}
