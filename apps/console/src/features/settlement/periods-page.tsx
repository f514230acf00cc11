import type { SettlementPeriod } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Skeleton, Table, type TableProps } from 'antd';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useApprove, useCut, usePeriods } from './use-settlement.ts';

const TONES: Record<SettlementPeriod['state'], Tone> = { running: 'quiet', open: 'warn', closing: 'brand', summed: 'warn', closed: 'good' };

/** Month by month: what was billed, what is owed, what is left; and the two steps that close one. */
export function SettlementPeriodsPage() {
  const t = useTexts();
  const periods = usePeriods();
  const items = periods.data?.items ?? [];
  return (
    <>
      <PageHeader title={t('nav.settlement')} note={t('settle.periodsNote')} />
      <ErrorNotice error={periods.error} onRetry={() => periods.refetch()} />
      <Panel flush testId="settlement-periods">
        {periods.isLoading && <Skeleton className="padded" active title={false} paragraph={{ rows: 6, width: '100%' }} />}
        {periods.data && items.length === 0 && <EmptyState title={t('settle.none')} hint={t('settle.noneHint')} />}
        {items.length > 0 && (
          <ScrollFrame className="keyset" target=".ant-table-content">
            <Table<SettlementPeriod>
              aria-label={t('nav.settlement')}
              size="small"
              columns={columns(t)}
              dataSource={items}
              rowKey="month"
              pagination={false}
              scroll={{ x: 'max-content' }}
            />
          </ScrollFrame>
        )}
      </Panel>
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<SettlementPeriod>['columns']> {
  const amount = (minor: SettlementPeriod['marginMinor'], to?: string) => {
    if (minor === null) return '—';
    return to ? (
      <Link to={to}>
        <Money minor={minor} />
      </Link>
    ) : (
      <Money minor={minor} />
    );
  };
  return [
    { title: t('settle.month'), dataIndex: 'month', key: 'month', className: 'number' },
    { title: t('field.status'), key: 'state', render: (_, period) => <PeriodStateOf period={period} /> },
    {
      title: t('settle.bills'),
      key: 'bills',
      align: 'right',
      render: (_, period) => amount(period.billsMinor, `/issuer-bills?month=${period.month}`),
    },
    {
      title: t('settle.payables'),
      key: 'payables',
      align: 'right',
      render: (_, period) => amount(period.payablesMinor, `/payables?month=${period.month}`),
    },
    { title: t('settle.margin'), key: 'margin', align: 'right', render: (_, period) => amount(period.marginMinor) },
    { title: t('settle.cutBy'), key: 'cutBy', render: (_, period) => <By name={period.cutByName} at={period.cutAt} /> },
    { title: t('settle.approvedBy'), key: 'approvedBy', render: (_, period) => <By name={period.approvedByName} at={period.approvedAt} /> },
    { title: t('settle.step'), key: 'act', render: (_, period) => <Act period={period} /> },
  ];
}

function By(props: { name: string | null; at: string | null }) {
  if (!props.name || !props.at) return '—';
  return (
    <>
      {props.name} · <Time at={props.at} />
    </>
  );
}

function PeriodStateOf({ period }: { period: SettlementPeriod }) {
  const t = useTexts();
  return (
    <span aria-live="polite" data-testid={`period-${period.month}`}>
      <Status tone={TONES[period.state]}>
        {period.state === 'closing' ? t('settle.progress', { done: period.summedDays, all: period.dayCount }) : t(`periodState.${period.state}`)}
      </Status>
    </span>
  );
}

function Act({ period }: { period: SettlementPeriod }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const [cut, approve] = [useCut(), useApprove()];
  const { month } = period;
  const askCut = () =>
    confirm({
      title: t('settle.cutTitle', { month }),
      changes: [t('settle.cutChange', { month }), t('settle.cutNext')],
      ok: t('settle.cut'),
      run: async () => {
        await cut.mutateAsync(month);
        message.success(t('saved'));
      },
    });
  const askApprove = () =>
    confirm({
      title: t('settle.approveTitle', { month }),
      changes: [
        t('settle.approveBills', { amount: formatMoney(toMinor(period.billsMinor ?? 0)) }),
        t('settle.approvePayables', { amount: formatMoney(toMinor(period.payablesMinor ?? 0)) }),
        t('settle.approveForGood'),
      ],
      ok: t('settle.approve'),
      run: async () => {
        await approve.mutateAsync(month);
        message.success(t('saved'));
      },
    });
  if (period.isNext && can('settlement.close')) {
    return (
      <Button size="small" onClick={askCut} data-testid={`cut-${month}`}>
        {t('settle.cut')}
      </Button>
    );
  }
  if (period.mayApprove) {
    return (
      <Button size="small" type="primary" onClick={askApprove} data-testid={`approve-${month}`}>
        {t('settle.approve')}
      </Button>
    );
  }
  return period.state === 'summed' && can('settlement.approve') ? t('settle.approveOther') : '—';
}
