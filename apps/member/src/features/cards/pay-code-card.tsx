import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BarCode, CountdownRing, QrCode } from './codes.tsx';
import styles from './pay-page.module.css';
import { type PayCodeSource, usePayCode } from './use-pay-code.ts';

/** Bar code and QR code of the moment. `paid` is the payment that spent the code in view. */
export function PayCodeCard(props: { source: PayCodeSource; paid: string | null }) {
  const t = useTexts();
  const { code, secondsLeft, stepSeconds, exhausted, renew } = usePayCode(props.source);
  const onPaid = useEffectEvent(renew);
  useEffect(() => {
    if (props.paid) onPaid();
  }, [props.paid]);
  return (
    <section className={styles.code} aria-label={t('pay.title')} data-testid="pay-code">
      {code ? (
        <>
          <BarCode code={code} />
          <Digits code={code} />
          <QrCode code={code} />
        </>
      ) : (
        <p className={styles.wait} role="status">
          {exhausted ? t('pay.exhausted', { seconds: secondsLeft }) : null}
        </p>
      )}
      <div className={styles.foot}>
        <CountdownRing secondsLeft={secondsLeft} stepSeconds={stepSeconds} />
        <span className={styles.footText}>{t('pay.renewsBy')}</span>
        <Button look="secondary" className={styles.renew} onClick={renew} disabled={exhausted} data-testid="pay-refresh">
          <Icon name="refresh" size="1.25rem" />
          {t('action.refresh')}
        </Button>
      </div>
    </section>
  );
}

/** Hidden but for the first four, so that a look over the shoulder tells nothing; a tap shows them for reading aloud. */
function Digits(props: { code: string }) {
  const t = useTexts();
  const [revealed, setRevealed] = useState(false);
  const groups = props.code.match(/.{4}/g) ?? [];
  return (
    <button type="button" className={styles.digits} onClick={() => setRevealed(!revealed)} aria-expanded={revealed} data-testid="pay-reveal">
      {revealed ? (
        <span data-testid="pay-digits">{groups.join(' ')}</span>
      ) : (
        <>
          <span aria-hidden="true">{groups[0]} ••••</span> <span className={styles.reveal}>{t('pay.reveal')}</span>
        </>
      )}
    </button>
  );
}
