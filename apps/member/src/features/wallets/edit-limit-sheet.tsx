import type { Wallet } from '@tessera/contract';
import { formatDecimal, MAX_AMOUNT_MINOR, parseAmount } from '@tessera/kernel';
import { errorKey } from '@tessera/ui';
import { type SyntheticEvent, useState } from 'react';
import { AmountInput } from '../../shared/amount-input.tsx';
import { Button } from '../../shared/button.tsx';
import { cx } from '../../shared/cx.ts';
import { PinPad } from '../../shared/pin-pad.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './limits-page.module.css';
import { type LimitName, useRereadWallet, useSetLimits } from './use-wallet.ts';

type Props = { wallet: Wallet; name: LimitName; onClose: () => void; onSetPin: () => void };

/** One limit: lowered at once, raised with the PIN. */
export function EditLimitSheet(props: Props) {
  const t = useTexts();
  const toast = useToast();
  const setLimits = useSetLimits();
  const reread = useRereadWallet();
  const [text, setText] = useState(formatDecimal(props.wallet.limits[props.name]).replace(/\.00$/, ''));
  const [asking, setAsking] = useState(false);
  const amount = parseAmount(text);
  const save = (pin?: string) => {
    if (amount === undefined) return;
    const limits = { ...props.wallet.limits, [props.name]: amount };
    setLimits.mutate(
      { limits, pin },
      {
        onSuccess: () => {
          toast(t('limits.saved'));
          props.onClose();
        },
        onError: (error) => {
          if (errorKey(error) === 'wallets.pin_required') setAsking(true);
          if (pin) reread();
        },
      },
    );
  };
  const problem = setLimits.isError ? t(errorKey(setLimits.error)) : undefined;
  return (
    <Sheet title={t(`limits.${props.name}`)} onClose={props.onClose} testId="edit-limit-sheet">
      {asking ? (
        <PinPad hint={t('limits.pinToRaise')} problem={problem} busy={setLimits.isPending} onPin={save} />
      ) : (
        <AmountForm
          {...props}
          text={text}
          onText={setText}
          busy={setLimits.isPending}
          problem={problem}
          onLower={() => save()}
          onRaise={() => setAsking(true)}
        />
      )}
    </Sheet>
  );
}

type FormProps = Props & {
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  problem: string | undefined;
  onLower: () => void;
  onRaise: () => void;
};

function AmountForm(props: FormProps) {
  const t = useTexts();
  const verdict = judge(props);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (verdict === 'lower') props.onLower();
    if (verdict === 'raise') props.onRaise();
  };
  const needsPin = verdict === 'noPin';
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.explain}>{t(`limits.${props.name}.explain`)}</p>
      <AmountInput
        text={props.text}
        onText={props.onText}
        aria-label={t(`limits.${props.name}`)}
        aria-describedby="limit-effect"
        aria-invalid={verdict === 'wrong'}
        data-first-focus=""
        onFocus={(event) => event.target.select()}
        data-testid="limit-input"
      />
      <p id="limit-effect" className={cx(styles.effect, (verdict === 'wrong' || props.problem !== undefined) && styles.problem)} role="status">
        {props.problem ?? t(`limits.effect.${verdict}`)}
      </p>
      {needsPin ? (
        <Button wide onClick={props.onSetPin}>
          {t('pin.set.act')}
        </Button>
      ) : (
        <Button
          wide
          type="submit"
          busy={props.busy}
          disabled={verdict === 'wrong' || verdict === 'same' || verdict === 'locked'}
          data-testid="limit-save"
        >
          {t('action.save')}
        </Button>
      )}
    </form>
  );
}

/** What saving the typed amount would mean. */
function judge(props: FormProps): 'same' | 'lower' | 'raise' | 'noPin' | 'locked' | 'wrong' {
  const amount = parseAmount(props.text);
  const present = props.wallet.limits[props.name];
  if (amount === undefined || amount > MAX_AMOUNT_MINOR) return 'wrong';
  if (amount === present) return 'same';
  if (amount < present) return 'lower';
  if (props.wallet.pin === 'unset') return 'noPin';
  return props.wallet.pin === 'locked' ? 'locked' : 'raise';
}
