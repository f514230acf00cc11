import type { Checkout } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime, useNamed } from '@tessera/ui';
import { useTerminal } from '../../link/terminal-session.tsx';
import { StripLines, usePrint } from '../../parts/print-strip.tsx';
import { ResultScreen } from '../../parts/result-screen.tsx';
import { useCheckoutTexts } from './texts.ts';

/** Approved: what was paid, what was taken off, and a receipt for whoever wants one on paper. */
export function PaidStep({ checkout, onClose }: { checkout: Checkout; onClose: () => void }) {
  const t = useCheckoutTexts();
  const named = useNamed();
  const terminal = useTerminal();
  const { print, printing } = usePrint();
  const money = (minor: number) => formatMoney(toMinor(minor));
  const total = money(checkout.totalMinor);
  const gifts = checkout.applied.flatMap(({ gift }) => (gift ? [t('checkout.gift', gift)] : []));
  const facts = [
    { label: t('checkout.member'), value: `${checkout.memberName} · ${checkout.memberNumber}` },
    { label: t('checkout.gross'), value: money(checkout.grossMinor) },
    ...checkout.applied.map((one) => ({ label: named(one.name), value: `−${money(one.discountMinor)}` })),
  ];
  const receipt = () =>
    print(
      <>
        <h1>{terminal.organizationName}</h1>
        <StripLines
          lines={[
            ...facts.map(({ label, value }) => [label, value] as const),
            [t('checkout.total'), total],
            [t('checkout.at'), exactTime(checkout.at)],
          ]}
        />
      </>,
    );
  return (
    <>
      <ResultScreen
        look="approved"
        title={t('checkout.paid')}
        amount={total}
        facts={facts}
        {...(gifts.length > 0 && { text: gifts.join(' · ') })}
        acts={[
          { label: t('checkout.print'), onPress: receipt, testId: 'checkout-print' },
          { label: t('checkout.nextSale'), onPress: onClose, main: true, testId: 'checkout-next-sale' },
        ]}
        onClose={onClose}
      />
      {printing}
    </>
  );
}
