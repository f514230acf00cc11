import { useMutation } from '@tanstack/react-query';
import type { Sale } from '@tessera/contract';
import { formatDecimal, formatMoney, type Minor, newId, parseAmount, subtract } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { useRef, useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { Field, Wrong } from '../../parts/field.tsx';
import { useTexts } from '../../texts.ts';
import { useRefreshPayments } from './charge-context.tsx';

/** Gives a direct sale back to where it came from: all that is left, or a part of it. */
export function DirectRefund({ sale, onEnd }: { sale: Sale; onEnd: () => void }) {
  const t = useTexts();
  const leftMinor = subtract(sale.amountMinor, sale.refundedMinor);
  const [amount, setAmount] = useState(formatDecimal(leftMinor));
  const [reason, setReason] = useState('');
  const [reference, setReference] = useState('');
  const refunding = useRefunding(sale, onEnd);
  const amountMinor = parseAmount(amount.trim());
  const isGood = amountMinor !== undefined && amountMinor > 0 && amountMinor <= leftMinor;
  return (
    <form
      className="direct-refund"
      data-testid="direct-refund-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) refunding.mutate({ amountMinor, reason: reason.trim(), reference: reference.trim() });
      }}
    >
      <p>{noteOf(t, sale, isGood ? amountMinor : leftMinor)}</p>
      <Field
        label={t('directRefund.amount')}
        value={amount}
        inputMode="decimal"
        wrong={isGood ? undefined : t('directRefund.wrong', { amount: formatMoney(leftMinor) })}
        onText={setAmount}
        data-testid="direct-refund-amount"
      />
      <Field label={t('directRefund.reason')} value={reason} maxLength={200} onText={setReason} />
      {sale.method === 'bankCard' && (
        <Field
          label={t('directRefund.reference')}
          value={reference}
          maxLength={32}
          onText={(text) => setReference(text.replace(/[^0-9A-Za-z-]/g, ''))}
        />
      )}
      <Wrong text={refunding.isError ? t(errorKey(refunding.error)) : undefined} />
      <div className="detail-acts">
        <button type="button" className="button" onClick={onEnd}>
          {t('action.cancel')}
        </button>
        <button type="submit" className="button button-danger" disabled={!isGood || refunding.isPending} data-testid="direct-refund-confirm">
          {refunding.isPending ? t('directRefund.sending') : t('directRefund.confirm', { amount: formatMoney(isGood ? amountMinor : leftMinor) })}
        </button>
      </div>
    </form>
  );
}

function noteOf(t: ReturnType<typeof useTexts>, sale: Sale, amountMinor: Minor): string {
  const amount = formatMoney(amountMinor);
  if (sale.method === 'cash') return t('directRefund.cash', { amount });
  if (sale.method === 'bankCard') return t('directRefund.bankCard');
  return t('directRefund.channel', { amount, method: t(`method.${sale.method}`) });
}

type Given = { amountMinor: Minor; reason: string; reference: string };

/** Under one key until the server has answered, so that a lost answer gives nothing back twice. */
function useRefunding(sale: Sale, onEnd: () => void) {
  const { client } = useTerminalSession();
  const refresh = useRefreshPayments();
  const tone = useTone();
  const key = useRef(newId<'refund'>());
  return useMutation({
    mutationFn: ({ amountMinor, reason, reference }: Given) =>
      client.sales.refundTerminalSale(
        { saleId: sale.id, amountMinor, ...(reason && { reason }), ...(reference.length >= 4 && { reference }) },
        { key: key.current },
      ),
    onSuccess: () => {
      key.current = newId<'refund'>();
      tone('approved');
      refresh();
      onEnd();
    },
    onError: () => tone('attention'),
  });
}
