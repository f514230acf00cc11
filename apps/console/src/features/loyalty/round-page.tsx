import type { PointsLot, PointsRound } from '@tessera/contract';
import { useNamed } from '@tessera/ui';
import { App, Button, Skeleton, type TableProps } from 'antd';
import { Link, useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { formatPoints, LotState, Points, PointsRoundState, useRoundName } from './loyalty-words.tsx';
import { LOT_STATES_SHOWN, usePointsLots, usePointsRound, useTakeBackRound } from './use-loyalty.ts';

export function PointsRoundPage() {
  const t = useTexts();
  const roundId = readId<'pointsRound'>(useParams().pointsRoundId);
  if (!roundId) return <PageHeader title={t('nav.points')} note={t('loyalty.round_unknown')} />;
  return <OneRound key={roundId} roundId={roundId} />;
}

/** Who was given how much, and what is left of it. */
function OneRound(props: { roundId: PointsRound['id'] }) {
  const t = useTexts();
  const named = useNamed();
  const nameOf = useRoundName();
  const found = usePointsRound(props.roundId);
  const round = found.data;
  if (!round) {
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  }
  return (
    <>
      <PageHeader
        title={nameOf(round)}
        badge={<PointsRoundState state={round.state} />}
        note={t('loyalty.madeByNote', { name: round.madeByName })}
        back={{ to: `/points/${round.programmeId}`, label: named(round.programmeName) }}
        actions={<TakeBack round={round} />}
      />
      <div className="columns">
        <Lots round={round} />
        <div className="stack">
          <Standing round={round} />
        </div>
      </div>
    </>
  );
}

function Standing(props: { round: PointsRound }) {
  const t = useTexts();
  const { round } = props;
  return (
    <Panel title={t('loyalty.standing')} testId="points-round-standing">
      <Facts
        rows={[
          { label: t('loyalty.members'), value: <Points points={round.lotCount} /> },
          { label: t('loyalty.points'), value: <Points points={round.points} /> },
          { label: t('loyalty.takenBack'), value: <Points points={round.takenBackPoints} /> },
          { label: t('field.createdAt'), value: <Time exact at={round.createdAt} /> },
          ...(round.reason ? [{ label: t('loyalty.reason'), value: round.reason }] : []),
          ...(round.importId
            ? [{ label: t('loyalty.fromFile'), value: <Link to={`/imports/${round.importId}`}>{t('loyalty.openImport')}</Link> }]
            : []),
        ]}
      />
    </Panel>
  );
}

function TakeBack(props: { round: PointsRound }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const takeBack = useTakeBackRound();
  const { round } = props;
  if (!can('loyalty.write') || round.state !== 'done' || round.points === 0) return null;
  const ask = () =>
    confirm({
      title: t('loyalty.takeBackTitle', { points: formatPoints(round.points) }),
      changes: [t('loyalty.takeBackChange')],
      ok: t('loyalty.takeBack'),
      danger: true,
      run: async () => {
        await takeBack.mutateAsync(round.id);
        message.success(t('saved'));
      },
    });
  return (
    <Button danger onClick={ask} data-testid="points-take-back">
      {t('loyalty.takeBack')}
    </Button>
  );
}

const FILTERS = ['state'] as const;

function Lots(props: { round: PointsRound }) {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const list = usePointsLots(props.round, filters.pick('state', LOT_STATES_SHOWN));
  return (
    <Panel flush title={t('loyalty.lots')}>
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={LOT_STATES_SHOWN.map((state) => ({ value: state, label: t(`lotState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<PointsLot>
        list={list}
        columns={columns(t)}
        rowKey={(lot) => lot.id}
        label={t('loyalty.lots')}
        empty={<EmptyState title={t(filters.active ? 'empty.noMatch' : 'loyalty.noLots')} />}
        testId="points-lots-table"
      />
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<PointsLot>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, lot) => (
        <Link className="cell-link" to={`/members/${lot.memberId}`}>
          {lot.memberName}
        </Link>
      ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('field.status'), key: 'state', render: (_, lot) => <LotState state={lot.state} /> },
    { title: t('loyalty.points'), key: 'granted', align: 'right', render: (_, lot) => <Points points={lot.granted} /> },
    { title: t('loyalty.remaining'), key: 'remaining', align: 'right', render: (_, lot) => <Points points={lot.remaining} /> },
    { title: t('loyalty.availableOn'), dataIndex: 'availableOn', key: 'availableOn', className: 'number' },
    { title: t('loyalty.expiresOn'), dataIndex: 'expiresOn', key: 'expiresOn', className: 'number' },
  ];
}
