import type { Payment } from '@tessera/contract';
import { exactTime, Money, mealWords, useNamed } from '@tessera/ui';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { playChime } from '../../shared/chime.ts';
import { Icon } from '../../shared/icon.tsx';
import { usePreferences } from '../../shared/preferences.tsx';
import { useTexts } from '../../shared/texts.ts';
import styles from './pay-result.module.css';

const BACK_AFTER_SECONDS = 10;
const VIBRATION_MS = [80, 60, 80];

/** The payment that just came in, over everything else: to be read at arm's length by two people. */
export function PayResult(props: { payment: Payment; onDone: () => void }) {
  const t = useTexts();
  const { sound } = usePreferences();
  const dialog = useRef<HTMLDialogElement>(null);
  const secondsLeft = useCountdown(BACK_AFTER_SECONDS, props.onDone);
  const announce = useEffectEvent(() => {
    if (!sound) return;
    playChime();
    navigator.vibrate?.(VIBRATION_MS);
  });
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    announce();
    return () => element?.close();
  }, []);
  const { payment } = props;
  return (
    <dialog
      ref={dialog}
      className={styles.result}
      onCancel={props.onDone}
      aria-labelledby="pay-result-word"
      aria-describedby="pay-result-amount"
      data-testid="pay-result"
    >
      <div className={styles.inner}>
        <div className={styles.top} role="alert">
          <span className={styles.badge}>
            <Icon name="check" size="56px" />
          </span>
          <p className={styles.word} id="pay-result-word">
            {t('result.paid')}
          </p>
          <span className={styles.amount} id="pay-result-amount" data-testid="pay-result-amount">
            <Money minor={payment.amountMinor} />
          </span>
          <span className={styles.shop}>{payment.merchantName}</span>
          <span className={styles.terminal}>{payment.terminalName}</span>
        </div>
        <div className={styles.rest}>
          <Facts payment={payment} />
          <Button wide className={styles.done} onClick={props.onDone} data-testid="pay-result-done">
            {t('result.done', { seconds: secondsLeft })}
          </Button>
        </div>
      </div>
    </dialog>
  );
}

/** The legs of the payment, its instant and what is left. */
function Facts(props: { payment: Payment }) {
  const t = useTexts();
  const named = useNamed();
  const { payment } = props;
  return (
    <dl className={styles.facts}>
      {payment.legs.map((leg) => (
        <div key={`${leg.name?.zh ?? ''}${leg.amountMinor}`}>
          <dt>
            {leg.name ? named(leg.name) : t('purse.cash')}
            {leg.meal ? <small>{mealWords(t, leg)}</small> : null}
          </dt>
          <dd>
            <Money minor={-leg.amountMinor} />
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('detail.time')}</dt>
        <dd>{exactTime(payment.at)}</dd>
      </div>
      <div>
        <dt>{t('detail.cashAfter')}</dt>
        <dd>{payment.balanceAfterMinor === null ? '—' : <Money minor={payment.balanceAfterMinor} />}</dd>
      </div>
    </dl>
  );
}

/** Counts down once a second and then acts. */
function useCountdown(fromSeconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(fromSeconds);
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) end();
  }, [left]);
  return Math.max(left, 0);
}
