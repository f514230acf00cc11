import type { Alert } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Button, type TableProps, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { readDay, useFilters } from '../../shared/use-filters.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { ALERT_STATES, useAlerts } from './use-alerts.ts';

const FILTERS = ['q', 'state', 'from', 'to'] as const;

/** What the risk desk looks into. */
export function AlertsPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useAlerts({
    q: filters.get('q'),
    state: filters.pick('state', ALERT_STATES),
    from: readDay(filters, 'from'),
    to: readDay(filters, 'to'),
  });
  const [reviewing, setReviewing] = useState<Alert | null>(null);
  return (
    <>
      <PageHeader title={t('nav.alerts')} note={t('alerts.pageNote')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('alerts.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={ALERT_STATES.map((state) => ({ value: state, label: t(`alertState.${state}`) }))}
          />
          <DayRange filters={filters} />
        </FilterBar>
        <KeysetTable<Alert>
          list={list}
          columns={columns(t, can('alerts.write') ? setReviewing : undefined)}
          rowKey={(alert) => alert.id}
          label={t('nav.alerts')}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('alerts.empty')} hint={t('alerts.emptyHint')} />
            )
          }
          testId="alerts-table"
        />
      </Panel>
      {reviewing && <ReviewDialog alert={reviewing} onClose={() => setReviewing(null)} />}
    </>
  );
}

function columns(t: Texts, onReview: ((alert: Alert) => void) | undefined): NonNullable<TableProps<Alert>['columns']> {
  return [
    { title: t('alerts.raisedAt'), key: 'raisedAt', render: (_, alert) => <Time at={alert.raisedAt} /> },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, alert) => (
        <Link className="cell-link" to={`/members/${alert.memberId}`}>
          {alert.memberName}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    {
      title: t('alerts.what'),
      key: 'what',
      render: (_, alert) => (
        <Link className="cell-link" to={`/payments?q=${alert.memberNumber}&from=${alert.businessOn}&to=${alert.businessOn}`}>
          {t('alerts.daySpend', { amount: formatMoney(toMinor(alert.amountMinor)), threshold: formatMoney(toMinor(alert.thresholdMinor)) })}
        </Link>
      ),
    },
    {
      title: t('field.status'),
      key: 'status',
      render: (_, alert) =>
        alert.reviewedAt ? (
          <span>
            {t('alerts.reviewedBy', { name: alert.reviewedBy ?? '' })}
            {alert.note && <small className="quiet alert-note">{alert.note}</small>}
          </span>
        ) : (
          <Tag color="warning">{t('alertState.open')}</Tag>
        ),
    },
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'acts',
      align: 'right',
      fixed: 'right',
      render: (_, alert) =>
        onReview &&
        !alert.reviewedAt && (
          <Button size="small" onClick={() => onReview(alert)} data-testid="review">
            {t('alerts.review')}
          </Button>
        ),
    },
  ];
}
