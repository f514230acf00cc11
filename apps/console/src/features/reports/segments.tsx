import type { ReportSegments } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { Table } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { Drawn } from '../../shared/drawn.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useLists } from './report-figures.tsx';
import { type ReportQuery, useSegments } from './use-reports.ts';

type Row = ReportSegments['items'][number];

/** Members by how lately, how often and for how much they came. */
export function Segments({ query }: { query: ReportQuery }) {
  const t = useTexts();
  const navigate = useNavigate();
  const found = useSegments(query).data;
  const { members } = useLists({ ...query, shopId: undefined, region: undefined, departmentId: undefined, memberKind: undefined });
  const isNarrow = query.shopId ?? query.region ?? query.departmentId ?? query.memberKind;
  if (!found || isNarrow !== undefined || found.items.every(({ memberCount }) => memberCount === 0)) return null;
  const inPoints = found.unit === 'points';
  const listOf = ({ segment }: Row) => members && `${members}&segment=${segment}`;
  return (
    <Drawn
      title={t('report.segments')}
      testId="report-segments"
      note={t('report.segmentsNote', {
        since: found.recentSince,
        days: Math.round(found.meanDays * 10) / 10,
        amount: inPoints ? String(found.meanAmount) : formatMoney(toMinor(found.meanAmount)),
      })}
      chart={{
        kind: 'bars',
        title: t('report.members'),
        labels: found.items.map(({ segment }) => t(`report.segment.${segment}`)),
        values: found.items.map(({ memberCount }) => memberCount),
        format: String,
        ...(members && {
          onPick: (index: number) => {
            const to = found.items[index] && listOf(found.items[index]);
            if (to) void navigate(to);
          },
        }),
      }}
      table={<SegmentsTable found={found} listOf={listOf} />}
    />
  );
}

function SegmentsTable({ found, listOf }: { found: ReportSegments; listOf: (row: Row) => string | undefined }) {
  const t = useTexts();
  const inPoints = found.unit === 'points';
  return (
    <ScrollFrame target=".ant-table-content">
      <Table<Row>
        aria-label={t('report.segments')}
        size="small"
        pagination={false}
        rowKey={(row) => row.segment}
        dataSource={found.items}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('report.segment'),
            key: 'segment',
            render: (_, row) => (
              <>
                <strong>{t(`report.segment.${row.segment}`)}</strong>
                <br />
                <small className="quiet">{t(`report.segmentNote.${row.segment}`)}</small>
              </>
            ),
          },
          { title: t('report.members'), key: 'members', align: 'right', render: (_, row) => <Count of={row.memberCount} /> },
          { title: t('report.visitCount'), key: 'visits', align: 'right', render: (_, row) => <Count of={row.visitCount} /> },
          {
            title: t(inPoints ? 'report.pointsAmount' : 'report.amount'),
            key: 'amount',
            align: 'right',
            render: (_, row) => (inPoints ? <Count of={row.amount} /> : <Money minor={row.amount} />),
          },
          {
            title: <span className="hidden-word">{t('field.acts')}</span>,
            key: 'list',
            align: 'right',
            render: (_, row) => {
              const to = row.memberCount > 0 ? listOf(row) : undefined;
              return to && <Link to={to}>{t('report.seeMembers')}</Link>;
            },
          },
        ]}
      />
    </ScrollFrame>
  );
}
