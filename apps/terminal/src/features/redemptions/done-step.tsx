import type { TillRedemption } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { exactTime, useNamed } from '@tessera/ui';
import { useTerminal } from '../../link/terminal-session.tsx';
import { StripLines, usePrint } from '../../parts/print-strip.tsx';
import { ResultScreen } from '../../parts/result-screen.tsx';
import { useTexts } from '../../texts.ts';
import type { Gift } from './confirm-step.tsx';

/** Approved: what was given, and a receipt for whoever wants one on paper. */
export function DoneStep({ redemption, gifts, onClose }: { redemption: TillRedemption; gifts: readonly Gift[]; onClose: () => void }) {
  const t = useTexts();
  const named = useNamed();
  const terminal = useTerminal();
  const { print, printing } = usePrint();
  const facts = [
    { label: t('redeem.member'), value: redemption.memberName },
    ...redemption.sources.map((source) => ({ label: named(source.programmeName), value: t('redemption.points', { count: source.points }) })),
    ...(redemption.cashMinor > 0 || redemption.points === 0 ? [{ label: t('redeem.cash'), value: formatMoney(toMinor(redemption.cashMinor)) }] : []),
    { label: t('redeem.number'), value: redemption.number },
  ];
  const receipt = () =>
    print(
      <>
        <h1>{terminal.organizationName}</h1>
        <p>{`${redemption.itemName} × ${redemption.quantity}`}</p>
        <StripLines
          lines={[...facts.map(({ label, value }) => [label, value] as const), [t('redeem.at'), exactTime(redemption.takenAt ?? redemption.at)]]}
        />
      </>,
    );
  return (
    <>
      <ResultScreen
        look="approved"
        title={t('redeem.approved')}
        amount={`${redemption.itemName} × ${redemption.quantity}`}
        inWords
        facts={facts}
        {...(gifts.length > 0 && { text: gifts.map((gift) => t('redeem.gift', gift)).join(' · ') })}
        acts={[
          { label: t('redeem.print'), onPress: receipt, testId: 'redeem-print' },
          { label: t('redeem.next'), onPress: onClose, main: true, testId: 'redeem-next' },
        ]}
        onClose={onClose}
      />
      {printing}
    </>
  );
}
