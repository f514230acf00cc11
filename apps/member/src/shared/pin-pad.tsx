import { useEffect, useEffectEvent, useState } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import styles from './pin-pad.module.css';
import { useTexts } from './texts.ts';

export const PIN_LENGTH = 6;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const PLACES = [0, 1, 2, 3, 4, 5];

type Props = {
  hint: string;
  problem?: string | undefined;
  busy?: boolean;
  /** Called with six digits; the pad then empties itself. */
  onPin: (pin: string) => void;
};

/** Six dots and a pad of digits; the phone's own keyboard never sees the PIN. A hardware keyboard works too. */
export function PinPad(props: Props) {
  const t = useTexts();
  const [pin, setPin] = useState('');
  const press = (digit: string) => {
    if (props.busy) return;
    const next = pin + digit;
    setPin(next.length < PIN_LENGTH ? next : '');
    if (next.length === PIN_LENGTH) props.onPin(next);
  };
  const erase = () => setPin((before) => before.slice(0, -1));
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (/^[0-9]$/.test(event.key)) press(event.key);
    if (event.key === 'Backspace') erase();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <div className={styles.pad} data-testid="pin-pad">
      <p className={styles.hint}>{props.hint}</p>
      <div className={styles.dots} role="status" aria-label={t('pin.entered', { count: pin.length })}>
        {PLACES.map((place) => (
          <span key={place} className={cx(styles.dot, (place < pin.length || props.busy) && styles.full)} />
        ))}
      </div>
      <p className={styles.problem} role="alert">
        {props.problem}
      </p>
      <div className={styles.keys}>
        {DIGITS.map((digit) => (
          <Key key={digit} digit={digit} onPress={press} />
        ))}
        <span />
        <Key digit="0" onPress={press} />
        <button type="button" className={cx(styles.key, styles.erase)} onClick={erase} aria-label={t('pin.erase')}>
          <Icon name="erase" />
        </button>
      </div>
    </div>
  );
}

function Key(props: { digit: string; onPress: (digit: string) => void }) {
  return (
    <button type="button" className={styles.key} onClick={() => props.onPress(props.digit)} data-testid={`pin-${props.digit}`}>
      {props.digit}
    </button>
  );
}
