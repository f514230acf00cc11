import type { Payment } from '@tessera/contract';
import { formatMoney, type Minor } from '@tessera/kernel';
import { useRef, useState } from 'react';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Keypad, type KeypadKey } from '../../parts/keypad.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { useTexts } from '../../texts.ts';
import { type AmountPad, EMPTY_PAD, type PadKey, padTotal, pressPad } from './amount-pad.ts';
import { BigAmount } from './big-amount.tsx';

const KEYS: readonly PadKey[] = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '.', '0', 'delete'];
const TYPED: readonly PadKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'];

type Props = { payment: Payment; leftMinor: Minor; onConfirm: (amountMinor: Minor) => void; onCancel: () => void };

/** How much to give back: all that is left unless an amount is typed; then a confirmation that says amount and holder. */
export function RefundForm(props: Props) {
  const t = useTexts();
  const { leftMinor, payment } = props;
  const { pad, press } = usePartPad(leftMinor);
  const [confirming, setConfirming] = useState(false);
  const amountMinor = padTotal(pad) > 0 ? padTotal(pad) : leftMinor;
  const whole = amountMinor === leftMinor;
  const keys: readonly KeypadKey[] = KEYS.map((id) =>
    id === 'delete' ? { id, face: <Icon name="delete" size={26} />, name: t('pad.delete'), look: 'soft' } : { id, face: id },
  );
  useKeys({
    ...Object.fromEntries(TYPED.map((key) => [key, () => press(key)])),
    Backspace: () => press('delete'),
    '-': () => press('delete'),
    Enter: () => setConfirming(true),
  });
  return (
    <section className="detail refund-form" data-testid="refund-form">
      <p className="detail-kind">{t(whole ? 'refund.whole' : 'refund.part')}</p>
      <BigAmount minor={amountMinor} entry={padTotal(pad) > 0 ? pad.entry : undefined} testId="refund-amount" />
      <p className={pad.note ? 'amount-hint is-warning' : 'amount-hint'} role="status">
        {pad.note ? t('refund.atMost', { amount: formatMoney(leftMinor) }) : t('refund.typePart', { amount: formatMoney(leftMinor) })}
      </p>
      <Keypad label={t('refund.act')} columns={3} keys={keys} onPress={(id) => KEYS.filter((key) => key === id).forEach(press)} />
      <div className="detail-acts">
        <button type="button" className="button" onClick={props.onCancel} data-testid="refund-cancel">
          {t('action.cancel')}
        </button>
        <button type="button" className="button button-danger" onClick={() => setConfirming(true)} data-testid="refund-next">
          {t('refund.amount', { amount: formatMoney(amountMinor) })}
        </button>
      </div>
      {confirming && (
        <ConfirmDialog
          title={t('refund.confirmTitle')}
          confirm={t('refund.confirm')}
          danger
          onCancel={() => setConfirming(false)}
          onConfirm={() => props.onConfirm(amountMinor)}
        >
          <p>{t('refund.confirmText', { amount: formatMoney(amountMinor), holder: payment.memberName })}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function usePartPad(leftMinor: Minor): { pad: AmountPad; press: (key: PadKey) => void } {
  const now = useRef<AmountPad>(EMPTY_PAD);
  const [pad, setPad] = useState<AmountPad>(EMPTY_PAD);
  const press = (key: PadKey) => {
    now.current = pressPad(now.current, key, leftMinor);
    setPad(now.current);
  };
  return { pad, press };
}
