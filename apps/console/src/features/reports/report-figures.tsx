import type { Report, ReportFigures } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { ReportQuery } from './use-reports.ts';

type Key = 'netMinor' | 'paymentCount' | 'refundedMinor' | 'memberCount' | 'redemptionCount' | 'points';

type Figure = { key: Key; label: string; value: ReactNode; to: string | undefined };

/** What the range came to, each figure beside the days before and open down to its list. */
export function ReportFiguresPanel({ report, query }: { report: Report; query: ReportQuery }) {
  const t = useTexts();
  const links = useLists(query);
  const isIssuer = useSession().staff?.organizationKind === 'issuer';
  const money: Figure[] = [
    { key: 'netMinor', label: t('report.net'), value: <Money minor={report.figures.netMinor} />, to: links.payments() },
    { key: 'paymentCount', label: t('report.payments'), value: <Count of={report.figures.paymentCount} />, to: links.payments('charge') },
    { key: 'refundedMinor', label: t('report.refunded'), value: <Money minor={report.figures.refundedMinor} />, to: links.payments('refund') },
  ];
  const others: Figure[] = [
    { key: 'memberCount', label: t('report.members'), value: <Members figures={report.figures} />, to: links.members },
    { key: 'redemptionCount', label: t('report.redemptions'), value: <Count of={report.figures.redemptionCount} />, to: links.redemptions },
    { key: 'points', label: t('report.points'), value: <Count of={report.figures.points} />, to: links.redemptions },
  ];
  return (
    <div className="report-figures" data-testid="report-figures">
      {[...(isIssuer ? [] : money), ...others].map(({ key, label, value, to }) => (
        <div key={key} className="report-figure">
          <span className="figure-label">{label}</span>
          <span className="figure-value">{to ? <Link to={to}>{value}</Link> : value}</span>
          <Change now={report.figures[key]} before={report.before[key]} />
          {key === 'memberCount' && <Repeat figures={report.figures} />}
        </div>
      ))}
    </div>
  );
}

function Members({ figures }: { figures: ReportFigures }) {
  const t = useTexts();
  if (figures.memberCount === null) return <span title={t('report.memberUncounted')}>—</span>;
  return <Count of={figures.memberCount} />;
}

function Repeat({ figures: { memberCount, returningCount } }: { figures: ReportFigures }) {
  const t = useTexts();
  if (!memberCount || returningCount === null) return null;
  return (
    <span className="figure-note" title={t('report.repeatHint')} data-testid="repeat-rate">
      {t('report.repeat')} {percent(returningCount / memberCount)}
    </span>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

/** Against the days before; nothing where there was nothing to hold it against. */
function Change({ now, before }: { now: number | null; before: number | null }) {
  if (now === null || !before) return <span className="figure-note">—</span>;
  const share = (now - before) / Math.abs(before);
  return (
    <span className="figure-note number">
      {share > 0 ? '▲' : share < 0 ? '▼' : '＝'} {percent(Math.abs(share))}
    </span>
  );
}

/** Where the lists behind the figures lie, for who may open them and as far as they can be narrowed alike. */
export function useLists(query: ReportQuery) {
  const can = useCan();
  const { from, to, merchantId, shopId, region, departmentId, memberKind } = query;
  const isNarrow = Boolean(shopId || region || departmentId || memberKind);
  const days = { from, to, ...(merchantId && { merchant: merchantId }) };
  const address = (path: string, more: Record<string, string> = {}) => `${path}?${new URLSearchParams({ ...days, ...more })}`;
  return {
    payments: (kind?: string) => (can('payments.read') && !isNarrow ? address('/payments', kind ? { kind } : {}) : undefined),
    redemptions: can('redemptions.read') && !isNarrow ? address('/redemptions') : undefined,
    members: can('reports.members') && !isNarrow ? address('/reports/members') : undefined,
  };
}
