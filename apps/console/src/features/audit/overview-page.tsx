import type { audit } from '@tessera/contract';
import { AUDIT_OVERVIEW_DAYS, type ResponseOf } from '@tessera/contract';
import { Segmented, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { ActionName, ActorName } from './action-name.tsx';
import { AuditTabs } from './audit-tabs.tsx';
import { HeatTable } from './heat-table.tsx';
import { followPath, useOverview } from './use-audit.ts';

type Overview = ResponseOf<typeof audit.getSecurityOverview>;

const FILTERS = ['days'] as const;

/** The periodic security audit: who was turned away, when, where and from what. */
export function OverviewPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const days = filters.pick('days', AUDIT_OVERVIEW_DAYS) ?? '7';
  const overview = useOverview(days);
  return (
    <>
      <PageHeader title={t('nav.audit')} note={t('overview.note')} />
      <AuditTabs />
      <div className="stack">
        <Segmented
          value={days}
          onChange={(value) => filters.set({ days: value })}
          options={AUDIT_OVERVIEW_DAYS.map((value) => ({ value, label: t('overview.days', { days: Number(value) }) }))}
          aria-label={t('overview.period')}
        />
        <ErrorNotice error={overview.error} onRetry={() => overview.refetch()} />
        {overview.isPending && <Skeleton active title={false} paragraph={{ rows: 10 }} />}
        {overview.data && <Found overview={overview.data} />}
      </div>
    </>
  );
}

function Found(props: { overview: Overview }) {
  const t = useTexts();
  const { hours, topActors, topActions, topAddresses } = props.overview;
  const sum = (read: (hour: Overview['hours'][number]) => number) => hours.reduce((total, hour) => total + read(hour), 0);
  return (
    <>
      <div className="audit-figures" data-testid="overview-figures">
        <Figure label={t('overview.failedSignIns')} value={sum((hour) => hour.failedSignIns)} />
        <Figure label={t('overview.refusedTries')} value={sum((hour) => hour.refusedTries)} to="/audit?outcome=refused" />
        <Figure label={t('overview.sensitiveReads')} value={sum((hour) => hour.sensitiveReads)} to="/audit?outcome=read" />
      </div>
      <Panel title={t('overview.byHour')} flush testId="overview-hours">
        <HeatTable hours={hours} />
      </Panel>
      <div className="audit-tops">
        <Top title={t('overview.topActors')} testId="top-actors">
          {topActors.map((actor) => ({
            key: actor.id ?? actor.name,
            count: actor.count,
            name: <ActorName record={{ actorKind: actor.kind, actorName: actor.name }} />,
            to: `${followPath(actor.id ? 'actor' : 'name', actor.id ?? actor.name)}&outcome=refused`,
          }))}
        </Top>
        <Top title={t('overview.topActions')} testId="top-actions">
          {topActions.map((action) => ({
            key: action.name,
            count: action.count,
            name: <ActionName action={action.name} />,
            to: `${followPath('action', action.name)}&outcome=refused`,
          }))}
        </Top>
        <Top title={t('overview.topAddresses')} testId="top-addresses">
          {topAddresses.map((address) => ({
            key: address.name,
            count: address.count,
            name: <span className="mono">{address.name}</span>,
            to: `${followPath('address', address.name)}&outcome=refused`,
          }))}
        </Top>
      </div>
    </>
  );
}

function Figure(props: { label: string; value: number; to?: string }) {
  const t = useTexts();
  const value = <strong>{t('chain.count', { count: props.value })}</strong>;
  return (
    <div>
      <span className="quiet">{props.label}</span>
      {props.to ? <Link to={props.to}>{value}</Link> : value}
    </div>
  );
}

type Row = { key: string; count: number; name: ReactNode; to: string };

/** Names with their counts, the most frequent first; each leads to its records. */
function Top(props: { title: string; testId: string; children: readonly Row[] }) {
  const t = useTexts();
  const most = Math.max(1, ...props.children.map(({ count }) => count));
  return (
    <Panel title={props.title} flush testId={props.testId}>
      {props.children.length === 0 && <EmptyState compact title={t('overview.nobody')} />}
      <ul className="audit-top">
        {props.children.map((row) => (
          <li key={row.key}>
            <Link to={row.to}>{row.name}</Link>
            <span>{t('chain.count', { count: row.count })}</span>
            <span className="audit-bar" aria-hidden="true">
              <span style={{ width: `${(row.count / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
