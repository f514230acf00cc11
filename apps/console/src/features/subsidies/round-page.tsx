import type { Allotment, Round } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money, useNamed } from '@tessera/ui';
import { App, Button, Progress, Skeleton, type TableProps } from 'antd';
import { Link, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { RoundState, useRoundName } from './programme-words.tsx';
import { ALLOTMENT_STATES, isWorking, useAllotments, useRound, useRoundAct } from './use-subsidies.ts';

export function RoundPage() {
  const t = useTexts();
  const roundId = readId<'round'>(useParams().roundId);
  if (!roundId) return <PageHeader title={t('nav.subsidies')} note={t('subsidies.round_unknown')} />;
  return <OneRound key={roundId} roundId={roundId} />;
}

/** Who was given what, how far it is, and what may be done about it. */
function OneRound(props: { roundId: Round['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const nameOf = useRoundName();
  const found = useRound(props.roundId);
  const round = found.data;
  if (!round) {
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  }
  return (
    <>
      <PageHeader
        title={nameOf(round)}
        badge={<RoundState state={round.state} />}
        note={t('subsidies.madeBy', { name: round.madeByName })}
        back={{ to: `/subsidies/${round.programmeId}`, label: named(round.programmeName) }}
        actions={<Acts round={round} />}
      />
      <div className="columns">
        <Allotments round={round} />
        <div className="stack">
          <Standing round={round} />
        </div>
      </div>
    </>
  );
}

function Standing(props: { round: Round }) {
  const t = useTexts();
  const { round } = props;
  const done = round.state === 'taking_back' ? round.takenBackCount : round.grantedCount + round.refusedCount;
  const of = round.state === 'taking_back' ? round.grantedCount : round.allottedCount;
  return (
    <Panel title={t('subsidies.standing')} testId="round-standing">
      {isWorking(round) && <Progress percent={of === 0 ? 0 : Math.floor((done / of) * 100)} aria-label={t('subsidies.standing')} />}
      <Facts
        rows={[
          { label: t('subsidies.members'), value: <span className="number">{round.allottedCount}</span> },
          { label: t('subsidies.sum'), value: <Money minor={round.allottedMinor} /> },
          { label: t('subsidies.granted'), value: <CountAndSum count={round.grantedCount} minor={round.grantedMinor} /> },
          { label: t('subsidies.refusedCount'), value: <span className="number">{round.refusedCount}</span> },
          { label: t('subsidies.takenBack'), value: <CountAndSum count={round.takenBackCount} minor={round.takenBackMinor} /> },
          { label: t('field.createdAt'), value: <Time exact at={round.createdAt} /> },
          ...(round.decidedByName ? [{ label: t('subsidies.decidedBy'), value: round.decidedByName }] : []),
          ...(round.reason ? [{ label: t('subsidies.reason'), value: round.reason }] : []),
          ...(round.importId
            ? [{ label: t('subsidies.fromFile'), value: <Link to={`/imports/${round.importId}`}>{t('subsidies.openImport')}</Link> }]
            : []),
        ]}
      />
    </Panel>
  );
}

function CountAndSum(props: { count: number; minor: number }) {
  return (
    <>
      <Money minor={props.minor} /> <span className="quiet number">{props.count}</span>
    </>
  );
}

function Acts(props: { round: Round }) {
  const t = useTexts();
  const can = useCan();
  const session = useSession();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const act = useRoundAct();
  const { round } = props;
  if (!can('subsidies.approve')) return null;
  const said = { sum: formatMoney(toMinor(round.allottedMinor)), count: round.allottedCount };
  const ask = (which: 'approve' | 'refuse' | 'takeBack') =>
    confirm({
      title: t(`subsidies.${which}Title`, said),
      changes: [t(`subsidies.${which}Change`, said)],
      ok: t(`subsidies.${which}`),
      danger: which !== 'approve',
      run: async () => {
        await act.mutateAsync({ act: which, roundId: round.id });
        message.success(t('saved'));
      },
    });
  if (round.state === 'done' && round.grantedCount > 0) {
    return (
      <Button danger onClick={() => ask('takeBack')} data-testid="round-take-back">
        {t('subsidies.takeBack')}
      </Button>
    );
  }
  if (round.state !== 'waiting') return null;
  const isOwn = session.user.name === round.madeByName;
  return (
    <>
      {isOwn && <small className="quiet">{t('subsidies.ownRound')}</small>}
      <Button danger onClick={() => ask('refuse')}>
        {t('subsidies.refuse')}
      </Button>
      <Button type="primary" onClick={() => ask('approve')} data-testid="round-approve">
        {t('subsidies.approve')}
      </Button>
    </>
  );
}

const FILTERS = ['state'] as const;

function Allotments(props: { round: Round }) {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const list = useAllotments(props.round, filters.pick('state', ALLOTMENT_STATES));
  return (
    <Panel flush title={t('subsidies.allotments')}>
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={ALLOTMENT_STATES.map((state) => ({ value: state, label: t(`allotmentState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<Allotment>
        list={list}
        columns={columns(t)}
        rowKey={(allotment) => allotment.id}
        label={t('subsidies.allotments')}
        empty={<EmptyState title={t(filters.active ? 'empty.noMatch' : 'subsidies.noAllotments')} />}
        testId="allotments-table"
      />
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<Allotment>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, allotment) => (
        <Link className="cell-link" to={`/members/${allotment.memberId}`}>
          {allotment.memberName}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('field.amount'), key: 'amount', align: 'right', render: (_, allotment) => <Money minor={allotment.amountMinor} /> },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, allotment) => (
        <>
          {t(`allotmentState.${allotment.state}`)}
          {allotment.problem && <small className="quiet"> · {t(`allotmentProblem.${allotment.problem}`)}</small>}
        </>
      ),
    },
    {
      title: t('subsidies.takenBack'),
      key: 'takenBack',
      align: 'right',
      render: (_, allotment) => (allotment.state === 'taken_back' ? <Money minor={allotment.takenBackMinor} /> : '—'),
    },
  ];
}
