import type { SegmentMember } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { SEGMENTS, useReportQuery, useSegmentMembers } from './use-reports.ts';

const FILTERS = ['from', 'to', 'merchant', 'segment'] as const;

/** Who is behind a segment, the largest amount first. */
export function SegmentMembersPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const query = useReportQuery(filters);
  const segment = filters.pick('segment', SEGMENTS);
  const list = useSegmentMembers(query, segment);
  const mayOpen = useCan()('members.read');
  const isOperator = useSession().staff?.organizationKind === 'operator';
  const inPoints = useSession().staff?.organizationKind === 'issuer';
  const days = new URLSearchParams({ from: query.from, to: query.to, ...(query.merchantId && { merchant: query.merchantId }) });
  return (
    <>
      <PageHeader
        back={{ to: `/reports?${days}`, label: t('nav.reports') }}
        title={segment ? t('report.segmentMembers', { segment: t(`report.segment.${segment}`) }) : t('report.segments')}
        note={`${query.from} – ${query.to}`}
      />
      <Panel flush>
        <FilterBar filters={filters}>
          <FilterSelect
            filters={filters}
            name="segment"
            placeholder={t('report.segment')}
            choices={SEGMENTS.map((value) => ({ value, label: t(`report.segment.${value}`) }))}
          />
          {isOperator && <MerchantFilter filters={filters} />}
        </FilterBar>
        <KeysetTable<SegmentMember>
          list={list}
          columns={columns(t, { mayOpen, inPoints })}
          rowKey={(row) => row.memberId ?? `${row.memberNumber} ${row.memberName} ${row.amount}`}
          label={t('report.segments')}
          empty={<EmptyState title={t('report.segmentEmpty')} />}
          testId="segment-members"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts, { mayOpen, inPoints }: { mayOpen: boolean; inPoints: boolean }): NonNullable<TableProps<SegmentMember>['columns']> {
  return [
    {
      title: t('field.member'),
      key: 'member',
      render: (_, row) =>
        mayOpen && row.memberId ? (
          <Link className="cell-link" to={`/members/${row.memberId}`}>
            {row.memberName}
          </Link>
        ) : (
          row.memberName
        ),
    },
    { title: t('field.memberNumber'), dataIndex: 'memberNumber', key: 'memberNumber', className: 'number' },
    { title: t('report.segment'), key: 'segment', render: (_, row) => t(`report.segment.${row.segment}`) },
    { title: t('report.lastOn'), dataIndex: 'lastOn', key: 'lastOn', className: 'number' },
    { title: t('report.dayCount'), key: 'dayCount', align: 'right', render: (_, row) => <Count of={row.dayCount} /> },
    { title: t('report.visitCount'), key: 'visitCount', align: 'right', render: (_, row) => <Count of={row.visitCount} /> },
    {
      title: t(inPoints ? 'report.pointsAmount' : 'report.amount'),
      key: 'amount',
      align: 'right',
      render: (_, row) => (inPoints ? <Count of={row.amount} /> : <Money minor={row.amount} />),
    },
  ];
}
