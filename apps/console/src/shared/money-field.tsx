import { formatMoney, MAX_AMOUNT_MINOR, type Minor, parseAmount, toMinor, typedAmount } from '@tessera/kernel';
import type { FormRule } from 'antd';
import { Input, type InputProps, type InputRef } from 'antd';
import type { Ref } from 'react';
import type { Texts } from './texts.ts';

type MoneyFieldProps = Omit<InputProps, 'value' | 'onChange' | 'prefix' | 'type'> & {
  /** What the person typed, in yuan; `parseAmount` makes minor units of it, never a float. */
  value?: string;
  onChange?: (text: string) => void;
  ref?: Ref<InputRef>;
};

/** An amount in yuan. Full-width digits and a Chinese full stop, as input methods leave them, count as plain ones. */
export function MoneyField({ onChange, ...rest }: MoneyFieldProps) {
  return (
    <Input
      {...rest}
      prefix={<span className="money-field-sign">¥</span>}
      inputMode="decimal"
      autoComplete="off"
      className={`money-field ${rest.className ?? ''}`}
      maxLength={12}
      onChange={(event) => onChange?.(typedAmount(event.target.value))}
    />
  );
}

/** An amount that the server would take: above zero, at most two decimals, at most `maxMinor`. */
export function readAmount(text: string | undefined, maxMinor: number = MAX_AMOUNT_MINOR): Minor | undefined {
  const minor = parseAmount(text ?? '');
  return minor !== undefined && minor > 0 && minor <= maxMinor ? minor : undefined;
}

/** The same where nothing may stand as well. */
export function optionalAmountRule(t: Texts): FormRule {
  return {
    validator: async (_, text: string | undefined) => {
      if (text && readAmount(text) === undefined) throw new Error(t('check.amount'));
    },
  };
}

export function amountRule(t: Texts, maxMinor: number = MAX_AMOUNT_MINOR): FormRule {
  return {
    validator: async (_, text: string | undefined) => {
      const minor = parseAmount(text ?? '');
      if (minor === undefined || minor <= 0) throw new Error(t('check.amount'));
      if (minor > maxMinor) throw new Error(t('check.amountMax', { max: formatMoney(toMinor(maxMinor)) }));
    },
  };
}
