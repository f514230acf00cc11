import { typedAmount } from '@tessera/kernel';
import type { ComponentProps } from 'react';
import styles from './amount-input.module.css';

const LENGTH_MAX = 12;

type Of = 'value' | 'onChange' | 'type' | 'inputMode' | 'maxLength' | 'className';
type Props = Omit<ComponentProps<'input'>, Of> & { text: string; onText: (text: string) => void };

/** For an amount in yuan. What was typed stays as it was, right or wrong: whoever shows the field says what is wrong with it, and `aria-invalid` shows where. */
export function AmountInput({ text, onText, ...input }: Props) {
  return (
    <label className={styles.field}>
      ¥
      <input
        autoComplete="off"
        {...input}
        inputMode="decimal"
        maxLength={LENGTH_MAX}
        value={text}
        onChange={(event) => onText(typedAmount(event.target.value))}
      />
    </label>
  );
}
