import type { ReconciliationDay } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import { channelName } from './day-state.tsx';

type Report = NonNullable<ReconciliationDay['closed']>['report'];
type Row = { key: string; name: string; count: number | null; amountMinor: number };
const KINDS = [
  'billPaid',
  'billRefunded',
  'ourPaid',
  'ourRefunded',
  'net',
  'charge',
  'refund',
  'topUp',
  'issuerTopUp',
  'issuerTopUpBack',
  'depositTaken',
  'depositReturned',
  'cashIn',
  'cashOut',
  'cashExpected',
  'cashCounted',
  'cashUncounted',
] as const;

/** What a closed day said when it was closed, to read and to print. */
export function ClosedReport({ report }: { report: Report }) {
  const t = useTexts();
  const kindOf = (kind: string) => {
    const known = KINDS.find((one) => one === kind);
    return known ? t(`recon.reportKind.${known}`) : kind;
  };
  const ofChannels = report.channels.flatMap(({ channel, totals, feeMinor }): Row[] => [
    ...totals.map(({ kind, count, amountMinor }) => ({
      key: `${channel} ${kind}`,
      name: `${channelName(t, channel)} · ${kindOf(kind)}`,
      count,
      amountMinor,
    })),
    { key: `${channel} fee`, name: `${channelName(t, channel)} · ${t('recon.reportKind.fee')}`, count: null, amountMinor: feeMinor },
  ]);
  const named = (rows: Report['kinds']) => rows.map((row): Row => ({ ...row, key: `${row.kind} ${row.name}`, name: row.name || kindOf(row.kind) }));
  const differences = report.differences.map(({ state, count, gapMinor }): Row => {
    return { key: state, name: t(`recon.difference.${state}`), count, amountMinor: gapMinor };
  });
  return (
    <Panel flush title={t('recon.report')} testId="closed-report">
      <ScrollFrame className="plain-table-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('recon.reportName.item')}</th>
              <th scope="col">{t('recon.reportName.count')}</th>
              <th scope="col">{t('recon.reportName.amount')}</th>
            </tr>
          </thead>
          <Part title={t('recon.reportPart.kinds')} rows={named(report.kinds)} />
          <Part title={t('recon.reportPart.channels')} rows={ofChannels} />
          <Part title={t('recon.reportPart.merchants')} rows={named(report.merchants)} />
          <Part title={t('recon.reportPart.differences')} rows={differences} />
        </table>
      </ScrollFrame>
    </Panel>
  );
}

function Part(props: { title: string; rows: readonly Row[] }) {
  const t = useTexts();
  if (props.rows.length === 0) return null;
  return (
    <tbody>
      <tr className="recon-part">
        <th scope="rowgroup" colSpan={3}>
          {props.title}
        </th>
      </tr>
      {props.rows.map(({ key, name, count, amountMinor }) => (
        <tr key={key}>
          <th scope="row">{name}</th>
          <td className="number">{count === null ? '' : t('recon.count', { count })}</td>
          <td>
            <Money minor={amountMinor} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
