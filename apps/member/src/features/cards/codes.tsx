import { memo } from 'react';
import { QrCode as Code } from '../../shared/qr-code.tsx';
import { useTexts } from '../../shared/texts.ts';
import { code128 } from './code-128.ts';
import styles from './pay-page.module.css';

/** The bar code of 20 digits. Always black on white: a scanner knows no dark theme. */
export const BarCode = memo(function BarCode(props: { code: string }) {
  const t = useTexts();
  const modules = code128(props.code);
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${modules.length} 40`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('pay.barCode')}
      data-testid="pay-bar-code"
    >
      <path d={modules.map((bar, x) => (bar ? `M${x} 0h1v40h-1z` : '')).join('')} />
    </svg>
  );
});

export function QrCode(props: { code: string }) {
  const t = useTexts();
  return <Code code={props.code} label={t('pay.qrCode')} className={styles.qr} testId="pay-qr-code" />;
}

const RADIUS = 20;
const ROUND = 2 * Math.PI * RADIUS;

/** What is left of the code's time, as a ring that empties. */
export function CountdownRing(props: { secondsLeft: number; stepSeconds: number }) {
  const gone = 1 - props.secondsLeft / props.stepSeconds;
  return (
    <svg className={styles.ring} viewBox="0 0 48 48" aria-hidden="true" data-testid="pay-ring">
      <circle cx="24" cy="24" r={RADIUS} className={styles.ringTrack} />
      <circle cx="24" cy="24" r={RADIUS} className={styles.ringLeft} strokeDasharray={ROUND} strokeDashoffset={ROUND * gone} />
      <text x="24" y="24" className={styles.ringText}>
        {props.secondsLeft}
      </text>
    </svg>
  );
}
