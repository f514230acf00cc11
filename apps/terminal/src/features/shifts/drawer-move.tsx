import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DrawerMoveKind, Shift } from '@tessera/contract';
import { formatMoney, type Minor, parseAmount } from '@tessera/kernel';
import { isAnotherPerson } from '@tessera/rules';
import { errorKey, Money, useKeyedCall } from '@tessera/ui';
import { useState } from 'react';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { Field, Wrong } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useFocus } from '../../parts/use-focus.ts';
import { useTexts } from '../../texts.ts';
import { lastCashier } from './open-shift.tsx';

type Props = { shift: Shift; kind: DrawerMoveKind; onBack: () => void };
type Texts = { amount: string; reason: string; cashier: string; witness: string };

/** Cash out of the drawer into the safe, or change into it: how much, why, who, and who stood by. Enter goes on, Escape goes back. */
export function DrawerMove({ shift, kind, onBack }: Props) {
  const t = useTexts();
  const first = useFocus<HTMLInputElement>();
  const [texts, setTexts] = useState<Texts>({ amount: '', reason: '', cashier: lastCashier(), witness: '' });
  const set = (field: keyof Texts) => (text: string) => setTexts((before) => ({ ...before, [field]: text }));
  const moving = useMoving(onBack);
  const amountMinor = texts.amount.trim() === '' ? undefined : parseAmount(texts.amount.trim());
  const wrong = wrongOf(texts, { kind, amountMinor, expectedMinor: shift.expectedMinor });
  const isWhole = Object.values(texts).every((text) => text.trim() !== '') && !wrong.amount && !wrong.witness;
  return (
    <Page title={t(`drawerMove.${kind}`)} onBack={onBack}>
      <form
        className="shift"
        data-testid="drawer-move-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWhole || amountMinor === undefined || moving.isPending) return;
          const { reason, cashier, witness } = texts;
          moving.mutate({ shiftId: shift.id, kind, amountMinor, reason: reason.trim(), cashier: cashier.trim(), witness: witness.trim() });
        }}
      >
        <section className="shift-card">
          <p>{t(`drawerMove.${kind}Lead`)}</p>
          <p className="shift-expected">
            <span>{t('shift.expected')}</span> <Money minor={shift.expectedMinor} />
          </p>
          <Field
            ref={first}
            label={t('drawerMove.amount')}
            value={texts.amount}
            inputMode="decimal"
            placeholder="500.00"
            wrong={wrong.amount && t(wrong.amount, { amount: formatMoney(shift.expectedMinor) })}
            onText={set('amount')}
            data-testid="drawer-amount"
          />
          <Field label={t('drawerMove.reason')} value={texts.reason} maxLength={200} onText={set('reason')} data-testid="drawer-reason" />
          <Field label={t('shiftPage.cashier')} value={texts.cashier} maxLength={40} onText={set('cashier')} data-testid="drawer-cashier" />
          <Field
            label={t('drawerMove.witness')}
            value={texts.witness}
            maxLength={40}
            wrong={wrong.witness && t(wrong.witness)}
            onText={set('witness')}
            data-testid="drawer-witness"
          />
          <Wrong text={moving.isError ? t(errorKey(moving.error)) : undefined} />
          <button type="submit" className="button button-primary" disabled={!isWhole || moving.isPending} data-testid="drawer-confirm">
            {moving.isPending ? t('state.working') : t('drawerMove.confirm', { amount: amountMinor === undefined ? '' : formatMoney(amountMinor) })}
          </button>
        </section>
      </form>
    </Page>
  );
}

/** What can be said before the server is asked. */
function wrongOf({ amount, cashier, witness }: Texts, of: { kind: DrawerMoveKind; amountMinor: Minor | undefined; expectedMinor: Minor }) {
  const isOver = of.kind === 'out' && of.amountMinor !== undefined && of.amountMinor > of.expectedMinor;
  return {
    amount: amount.trim() !== '' && of.amountMinor === undefined ? 'drawerMove.amountWrong' : isOver ? 'drawerMove.amountOver' : undefined,
    witness: witness.trim() !== '' && !isAnotherPerson(witness, cashier) ? 'sales.witness_needed' : undefined,
  } as const;
}

function useMoving(onMoved: () => void) {
  const { client } = useTerminalSession();
  const queries = useQueryClient();
  const move = useKeyedCall(client.sales.moveDrawerCash);
  return useMutation({
    mutationFn: move,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['payments', 'shift'] });
      onMoved();
    },
  });
}
