import { formatDecimal, type Minor } from '@tessera/kernel';
import type { ReactNode } from 'react';
import { useTexts } from '../../texts.ts';
import { BigAmount } from './big-amount.tsx';

/** What is to be paid, large enough for the payer to read across the counter. */
export function DueSide(props: { minor: Minor; items?: readonly Minor[]; children?: ReactNode }) {
  const t = useTexts();
  return (
    <section className="due">
      <p className="due-label">{t('present.due')}</p>
      <BigAmount minor={props.minor} testId="due" />
      {props.items && props.items.length > 1 && <p className="due-items money">{props.items.map((item) => formatDecimal(item)).join(' + ')}</p>}
      <div className="due-acts">{props.children}</div>
    </section>
  );
}
