import { formatMoney, type Minor, parseAmount, toMinor } from '@tessera/kernel';
import { useState } from 'react';
import { useTerminal } from '../../link/terminal-session.tsx';
import { Field } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Keypad } from '../../parts/keypad.tsx';
import { useCheckoutTexts } from './texts.ts';

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '.', '0'];
const TYPED = /^\d{0,6}(?:\.\d{0,2})?$/;

/** The whole price, by keys or keyboard. */
export function PriceStep({ onPrice }: { onPrice: (amountMinor: Minor) => void }) {
  const t = useCheckoutTexts();
  const { maxAmountMinor } = useTerminal().policy;
  const [typed, setTyped] = useState('');
  const type = (text: string) => {
    if (TYPED.test(text)) setTyped(text);
  };
  const amount = parseAmount(typed);
  const isOver = amount !== undefined && amount > maxAmountMinor;
  const isFit = amount !== undefined && amount > 0 && !isOver;
  const keys = [
    ...DIGITS.map((id) => ({ id, face: id })),
    { id: 'delete', face: <Icon name="delete" />, name: t('checkout.delete'), look: 'soft' as const },
  ];
  return (
    <form
      className="redeem-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFit) onPrice(amount);
      }}
    >
      <Field
        label={t('checkout.amount')}
        value={typed}
        inputMode="decimal"
        autoFocus
        onText={(text) => type(text.replace(/[,。]/g, '.'))}
        wrong={isOver ? t('checkout.overMax', { amount: formatMoney(toMinor(maxAmountMinor)) }) : undefined}
        data-testid="checkout-amount"
      />
      <Keypad label={t('checkout.keypad')} columns={3} keys={keys} onPress={(id) => type(id === 'delete' ? typed.slice(0, -1) : typed + id)} />
      <button type="submit" className="button button-primary" disabled={!isFit} data-testid="checkout-next">
        {t('checkout.next')}
      </button>
    </form>
  );
}
