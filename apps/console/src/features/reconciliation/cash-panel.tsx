import type { ReconciliationDay } from '@tessera/contract';
import { formatMoney, type Minor, subtract } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Facts, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

/** The cash of a day: what came in and went out, and how the drawers were counted. */
export function CashPanel({ day }: { day: ReconciliationDay }) {
  const t = useTexts();
  const can = useCan();
  const { cash, businessOn } = day;
  const unbookedMinor = subtract(cash.differenceMinor, cash.bookedMinor);
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('recon.cashIn'), value: <Sum minor={cash.inMinor} count={cash.inCount} /> },
    { label: t('recon.cashOut'), value: <Sum minor={cash.outMinor} count={cash.outCount} /> },
  ];
  if (cash.shiftCount === 0) rows.push({ label: t('recon.cashCounted'), value: <span className="quiet">{t('recon.cashNone')}</span> });
  else
    rows.push(
      { label: t('recon.cashExpected'), value: <Money minor={cash.expectedMinor} /> },
      { label: t('recon.cashCounted'), value: <Money minor={cash.countedMinor} /> },
      {
        label: t('recon.cashDifference'),
        value: (
          <span className="two-lines">
            <Money minor={cash.differenceMinor} />
            {unbookedMinor > 0 && <Status tone="bad">{t('recon.cashUnbooked', { amount: formatMoney(unbookedMinor) })}</Status>}
          </span>
        ),
      },
    );
  return (
    <Panel
      title={t('recon.cash')}
      testId="recon-cash"
      extra={
        can('sales.readShifts') && (
          <span className="recon-links">
            <Link to={`/shifts?from=${businessOn}&to=${businessOn}`}>{t('recon.cashShifts')}</Link>
            <Link to={`/cash-moves?day=${businessOn}`}>{t('recon.cashMoves')}</Link>
          </span>
        )
      }
    >
      <Facts rows={rows} columns={2} />
      {cash.openCount > 0 && <p className="recon-quiet">{t('recon.cashOpen', { count: cash.openCount })}</p>}
      {cash.uncountedCount > 0 && <p className="recon-quiet">{t('recon.cashUncounted', { count: cash.uncountedCount })}</p>}
    </Panel>
  );
}

function Sum(props: { minor: Minor; count: number }) {
  const t = useTexts();
  return (
    <>
      <Money minor={props.minor} /> <small className="quiet">{t('recon.count', { count: props.count })}</small>
    </>
  );
}
