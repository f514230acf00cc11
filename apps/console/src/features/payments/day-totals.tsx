import type { DayTotals as Totals } from '@tessera/contract';
import { type Id, ZERO } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToday } from './use-payments.ts';
import './payments.css';

const EMPTY = { chargeCount: 0, chargeMinor: ZERO, refundCount: 0, refundMinor: ZERO, netMinor: ZERO };

function Figure(props: { label: string; note?: string; children: ReactNode; lead?: boolean; testId: string }) {
  return (
    <div className={props.lead ? 'figure figure-lead' : 'figure'} data-testid={props.testId}>
      <span className="figure-label">{props.label}</span>
      <span className="figure-value">{props.children}</span>
      {props.note && <span className="figure-note">{props.note}</span>}
    </div>
  );
}

/** The day in four figures: net first, then what it is made of. With a merchant, that merchant's day. */
export function DayFigures(props: { merchantId?: Id<'organization'> }) {
  const t = useTexts();
  const today = useToday();
  const ofOperator = useSession().staff?.organizationKind !== 'merchant';
  if (today.error && !today.data) return <ErrorNotice error={today.error} onRetry={() => today.refetch()} />;
  if (!today.data) return <Skeleton.Node active className="figures-wait" />;
  const { merchantId } = props;
  const totals: Omit<Totals, 'businessOn'> = merchantId
    ? (today.data.merchants.find((row) => row.merchantId === merchantId)?.totals ?? EMPTY)
    : today.data.totals;
  return (
    <div className="figures" data-testid="day-figures">
      <Figure lead label={t('today.net')} note={t('today.netNote')} testId="figure-net">
        <Money minor={totals.netMinor} />
      </Figure>
      <Figure label={t('today.charges')} note={t('today.chargeCount', { count: totals.chargeCount })} testId="figure-charges">
        <Money minor={totals.chargeMinor} />
      </Figure>
      <Figure label={t('today.refunds')} note={t('today.refundCount', { count: totals.refundCount })} testId="figure-refunds">
        <Money minor={totals.refundMinor === 0 ? 0 : -totals.refundMinor} />
      </Figure>
      {!merchantId && ofOperator && (
        <Figure label={t('today.topUps')} note={t('today.topUpCount', { count: today.data.topUpCount })} testId="figure-top-ups">
          <Money minor={today.data.topUpMinor} />
        </Figure>
      )}
    </div>
  );
}

/** Whose day it was: each merchant's net as a bar against the largest. */
export function MerchantBars() {
  const t = useTexts();
  const can = useCan();
  const today = useToday();
  const rows = [...(today.data?.merchants ?? [])].sort((a, b) => b.totals.netMinor - a.totals.netMinor);
  const largest = Math.max(1, ...rows.map((row) => Math.abs(row.totals.netMinor)));
  return (
    <Panel title={t('today.byMerchant')} testId="merchant-bars" flush>
      {today.isPending && <Skeleton className="padded" active title={false} />}
      {today.data && rows.length === 0 && <EmptyState compact title={t('today.noSales')} hint={t('today.noSalesHint')} />}
      <ul className="bars">
        {rows.map((row) => (
          <li key={row.merchantId}>
            <span className="bar-name">
              {can('organizations.read') ? <Link to={`/merchants/${row.merchantId}`}>{row.merchantName}</Link> : row.merchantName}
            </span>
            <span className="bar-count">{t('today.chargeCount', { count: row.totals.chargeCount })}</span>
            <Money minor={row.totals.netMinor} className="bar-money" />
            <span className="bar" aria-hidden="true">
              <span style={{ width: `${Math.max(0.5, (Math.abs(row.totals.netMinor) / largest) * 100)}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
