import type { PointsProgramme, PointsRound } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { Points, PointsRoundState, useRoundName } from './loyalty-words.tsx';
import { usePointsRounds } from './use-loyalty.ts';

/** What was granted by hand, by file and by rule. */
export function Rounds(props: { programmeId: PointsProgramme['id'] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const nameOf = useRoundName();
  const list = usePointsRounds(props.programmeId);
  return (
    <Panel flush>
      <KeysetTable<PointsRound>
        list={list}
        columns={columns(t, nameOf)}
        rowKey={(round) => round.id}
        label={t('loyalty.rounds')}
        onOpen={(round) => navigate(`/points/rounds/${round.id}`)}
        empty={<EmptyState title={t('loyalty.noRounds')} hint={t('loyalty.noRoundsHint')} />}
        testId="points-rounds-table"
      />
    </Panel>
  );
}

function columns(t: Texts, nameOf: (round: PointsRound) => string): NonNullable<TableProps<PointsRound>['columns']> {
  return [
    {
      title: t('loyalty.way'),
      key: 'way',
      render: (_, round) => (
        <>
          <Link className="cell-link" to={`/points/rounds/${round.id}`}>
            {nameOf(round)}
          </Link>
          {round.reason && <small className="quiet"> · {round.reason}</small>}
        </>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, round) => <PointsRoundState state={round.state} /> },
    { title: t('loyalty.members'), key: 'members', align: 'right', render: (_, round) => <Points points={round.lotCount} /> },
    { title: t('loyalty.points'), key: 'points', align: 'right', render: (_, round) => <Points points={round.points} /> },
    { title: t('loyalty.madeBy'), dataIndex: 'madeByName', key: 'madeBy' },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, round) => <Time at={round.createdAt} /> },
  ];
}
