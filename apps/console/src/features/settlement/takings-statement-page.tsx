import type { StatementFormat, TakingLine, TakingsStatement, TakingsWhole } from '@tessera/contract';
import { Money, useSettings } from '@tessera/ui';
import { App, Skeleton, type TableProps } from 'antd';
import { Link, useParams } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { PayoutMark } from './payout-parts.tsx';
import { StatementActions } from './statement-parts.tsx';
import { SumTable } from './sum-table.tsx';
import { BEARERS, TAKING_KINDS, TAKING_LINE_FILTERS, useTakingLines, useTakingsFile, useTakingsStatement } from './use-takings.ts';

const BPS_PER_PERCENT = 100;

export function TakingsStatementPage() {
  const t = useTexts();
  const takingsStatementId = readId<'takingsStatement'>(useParams().takingsStatementId);
  if (!takingsStatementId) return <PageHeader title={t('nav.takingsStatements')} note={t('settlement.takings_unknown')} />;
  return <OneStatement key={takingsStatementId} takingsStatementId={takingsStatementId} />;
}

/** What a merchant took in some days and what is left of it, by day, down to each payment; to read, to print and to take away. */
function OneStatement({ takingsStatementId }: { takingsStatementId: TakingsStatement['id'] }) {
  const t = useTexts();
  const { message } = App.useApp();
  const { locale } = useSettings();
  const found = useTakingsStatement(takingsStatementId);
  const file = useTakingsFile();
  const takings = found.data;
  if (!takings)
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  const title = t('takings.title', { from: takings.firstOn, to: takings.lastOn });
  const download = (format: StatementFormat) =>
    file.mutate(
      { takingsStatementId, language: locale, format },
      { onSuccess: (bytes) => saveFile(`${title} ${takings.merchantName}.${format}`, bytes), onError: () => message.error(t('settle.noFile')) },
    );
  return (
    <>
      <PageHeader
        title={title}
        back={{ to: '/takings', label: t('nav.takingsStatements') }}
        actions={<StatementActions onDownload={download} downloading={file.isPending ? file.variables.format : null} />}
      />
      <div className="stack">
        <Panel testId="takings-statement">
          <Facts
            columns={2}
            rows={[
              { label: t('takings.merchant'), value: takings.merchantName },
              { label: t('takings.issuedAt'), value: <Time exact at={takings.issuedAt} /> },
              { label: t('takings.gross'), value: <Money minor={takings.grossMinor} /> },
              { label: t('takings.refunds'), value: <Money minor={takings.refundsMinor} /> },
              { label: t('takings.other'), value: <Money minor={takings.otherMinor} /> },
              { label: t('takings.commission'), value: <Money minor={takings.commissionMinor} /> },
              { label: t('takings.net'), value: <Money minor={takings.netMinor} /> },
              { label: t('takings.carried'), value: <Money minor={takings.carriedMinor} /> },
              { label: t('takings.dueOn'), value: takings.dueOn },
              { label: t('payout.mark'), value: <PayoutMark payout={takings.payout} /> },
            ]}
          />
          {takings.carriedMinor !== 0 && <p className="facts-note">{t('takings.carriedNote')}</p>}
        </Panel>
        <Discounts takings={takings} />
        <Days days={takings.days} />
        <Lines takingsStatementId={takingsStatementId} days={takings.days.map(({ countedOn }) => countedOn)} />
      </div>
    </>
  );
}

const minorOf = ({ discounts }: Pick<TakingsWhole, 'discounts'>, bearer: (typeof BEARERS)[number]) => discounts[`${bearer}Minor`];

/** Nothing at all where nobody bore any; each sum opens the payments behind it. */
function Discounts({ takings }: { takings: TakingsWhole }) {
  const t = useTexts();
  if (takings.days.every((day) => BEARERS.every((bearer) => minorOf(day, bearer) === 0))) return null;
  const open = (bearer: (typeof BEARERS)[number], on?: string) => `?bearer=${bearer}${on ? `&on=${on}` : ''}`;
  const row = (name: string, of: Pick<TakingsWhole, 'discounts'>, on?: string) => ({
    key: on ?? 'all',
    name,
    figures: BEARERS.map((bearer) => (
      <Link key={bearer} to={open(bearer, on)}>
        <Money minor={minorOf(of, bearer)} />
      </Link>
    )),
  });
  return (
    <div data-testid="takings-discounts">
      <SumTable
        title={t('takings.discounts')}
        headings={[t('takings.day'), ...BEARERS.map((bearer) => t(`takings.borneBy.${bearer}`))]}
        rows={[row(t('takings.allDays'), takings), ...takings.days.map((day) => row(day.countedOn, day, day.countedOn))]}
      />
      <p className="facts-note">{t('takings.discountsNote')}</p>
    </div>
  );
}

function Days({ days }: { days: TakingsWhole['days'] }) {
  const t = useTexts();
  return (
    <SumTable
      title={t('settle.byDay')}
      headings={[
        t('takings.day'),
        t('takings.count'),
        t('takings.gross'),
        t('takings.refundCount'),
        t('takings.refunds'),
        t('takings.other'),
        t('takings.commission'),
        t('takings.net'),
      ]}
      rows={days.map((row) => ({
        key: row.countedOn,
        name: row.countedOn,
        day: row.countedOn,
        figures: [
          <Count key="count" of={row.paymentCount} />,
          <Money key="gross" minor={row.grossMinor} />,
          <Count key="refundCount" of={row.refundCount} />,
          <Money key="refunds" minor={row.refundsMinor} />,
          <Money key="other" minor={row.otherMinor} />,
          <Money key="commission" minor={row.commissionMinor} />,
          <Money key="net" minor={row.netMinor} />,
        ],
      }))}
    />
  );
}

function Lines(props: { takingsStatementId: TakingsStatement['id']; days: readonly string[] }) {
  const t = useTexts();
  const filters = useFilters(TAKING_LINE_FILTERS);
  const list = useTakingLines(props.takingsStatementId, filters);
  return (
    <Panel flush title={t('takings.lines')}>
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="kind"
          placeholder={t('takings.kind')}
          choices={TAKING_KINDS.map((kind) => ({ value: kind, label: t(`takingKind.${kind}`) }))}
        />
        <FilterSelect
          filters={filters}
          name="bearer"
          placeholder={t('takings.bearer')}
          choices={BEARERS.map((bearer) => ({ value: bearer, label: t(`takings.borneBy.${bearer}`) }))}
        />
        <FilterSelect
          filters={filters}
          name="on"
          placeholder={t('takings.allDays')}
          choices={props.days.map((day) => ({ value: day, label: day }))}
        />
      </FilterBar>
      <KeysetTable<TakingLine>
        list={list}
        columns={columns(t)}
        rowKey={(line) => line.id}
        label={t('takings.lines')}
        empty={<EmptyState title={t('takings.noLines')} />}
        testId="taking-lines-table"
      />
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<TakingLine>['columns']> {
  return [
    { title: t('takings.day'), dataIndex: 'countedOn', key: 'countedOn', className: 'number' },
    { title: t('takings.time'), key: 'occurredAt', render: (_, line) => <Time exact at={line.occurredAt} /> },
    {
      title: t('takings.kind'),
      key: 'kind',
      render: (_, { kind }) => <Status tone={kind === 'payment' || kind === 'sale' ? 'quiet' : 'warn'}>{t(`takingKind.${kind}`)}</Status>,
    },
    { title: t('takings.amount'), key: 'amount', align: 'right', render: (_, line) => <Money minor={line.amountMinor} /> },
    {
      title: t('takings.discount'),
      key: 'discount',
      align: 'right',
      render: (_, { bearer, discountMinor }) =>
        bearer === null || discountMinor === null ? (
          '—'
        ) : (
          <>
            <Money minor={discountMinor} /> <span className="quiet">{t(`takings.borneBy.${bearer}`)}</span>
          </>
        ),
    },
    { title: t('takings.rate'), key: 'rate', align: 'right', render: (_, line) => `${(line.commissionBps / BPS_PER_PERCENT).toFixed(2)}%` },
    { title: t('takings.commission'), key: 'commission', align: 'right', render: (_, line) => <Money minor={line.commissionMinor} /> },
    { title: t('takings.net'), key: 'net', align: 'right', render: (_, line) => <Money minor={line.netMinor} /> },
    {
      title: t('takings.payment'),
      key: 'payment',
      render: (_, line) => (line.kind !== 'payment' && line.kind !== 'refund' ? '—' : <Link to={`/payments?q=${line.id}`}>{t('takings.open')}</Link>),
    },
  ];
}
