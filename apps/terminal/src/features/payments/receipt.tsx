import type { Sale } from '@tessera/contract';
import { exactTime, Money } from '@tessera/ui';
import type { ReactNode } from 'react';
import { StripLines } from '../../parts/print-strip.tsx';
import { useTexts } from '../../texts.ts';

/** What is said of a direct sale, on the screen and on paper. */
export function useSaleFacts(): (sale: Sale) => (readonly [label: string, value: ReactNode])[] {
  const t = useTexts();
  return (sale) => [
    [t('direct.methodFact'), t(`method.${sale.method}`)],
    ...(sale.tenderedMinor === null ? [] : [[t('sale.tendered'), <Money key="tendered" minor={sale.tenderedMinor} />] as const]),
    ...(sale.changeMinor === null ? [] : [[t('sale.change'), <Money key="change" minor={sale.changeMinor} />] as const]),
    ...(sale.reference === null
      ? []
      : [
          [
            t('sale.reference'),
            <span className="money" key="reference">
              {sale.reference}
            </span>,
          ] as const,
        ]),
    ...(sale.cardLastFour === null
      ? []
      : [
          [
            t('sale.lastFour'),
            <span className="money" key="four">
              {sale.cardLastFour}
            </span>,
          ] as const,
        ]),
    ...(sale.payerMasked === null ? [] : [[t('sale.payer'), sale.payerMasked] as const]),
    [
      t('result.time'),
      <span className="money" key="time">
        {exactTime(sale.paidAt ?? sale.at)}
      </span>,
    ],
  ];
}

/** The receipt of a direct sale, first print and reprint alike. */
export function Receipt({ sale }: { sale: Sale }) {
  const t = useTexts();
  const facts = useSaleFacts();
  return (
    <>
      <h1>{sale.merchantName}</h1>
      <p>{t('receipt.title')}</p>
      <p className="strip-amount">
        <Money minor={sale.amountMinor} />
      </p>
      <StripLines
        lines={[
          ...facts(sale),
          ...(sale.refundedMinor > 0 ? [[t('sales.refunded'), <Money key="refunded" minor={sale.refundedMinor} />] as const] : []),
          [t('sale.terminal'), sale.terminalName],
          [t('sale.number'), sale.id],
        ]}
      />
      <p>{t('receipt.thanks')}</p>
    </>
  );
}
