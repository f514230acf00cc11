import type { MarginLine } from '@tessera/contract';
import { Money, useNamed } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Count } from '../../shared/count.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { RedemptionLink } from '../../shared/redemption-link.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { useMarginLines } from './use-margin.ts';

/** The redemptions behind what is shown above; one that several programmes paid has a line of each. */
export function MarginLines({ filters }: { filters: Filters }) {
  const t = useTexts();
  const named = useNamed();
  const list = useMarginLines(filters);
  const columns: NonNullable<TableProps<MarginLine>['columns']> = [
    { title: t('settle.day'), dataIndex: 'countedOn', key: 'countedOn', className: 'number' },
    { title: t('settle.time'), key: 'occurredAt', render: (_, line) => <Time exact at={line.occurredAt} /> },
    {
      title: t('settle.kind'),
      key: 'kind',
      render: (_, line) => <Status tone={line.kind === 'reversal' ? 'warn' : 'quiet'}>{t(`accrualKind.${line.kind}`)}</Status>,
    },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, line) => (
        <span className="two-lines">
          {line.memberName || '—'}
          <small className="number">{line.memberNumber}</small>
        </span>
      ),
    },
    {
      title: t('margin.programme'),
      key: 'programme',
      render: (_, line) => <TwoLines first={named(line.programmeName)} second={line.issuerName} />,
    },
    {
      title: t('settle.item'),
      key: 'item',
      render: (_, line) => <TwoLines first={line.itemName || '—'} second={line.merchantName} />,
    },
    { title: t('margin.points'), key: 'points', align: 'right', render: (_, line) => <Count of={line.points} /> },
    { title: t('margin.bills'), key: 'billed', align: 'right', render: (_, line) => <Money minor={line.billedMinor} /> },
    { title: t('margin.payables'), key: 'owed', align: 'right', render: (_, line) => <Money minor={line.owedMinor} /> },
    { title: t('margin.margin'), key: 'margin', align: 'right', render: (_, line) => <Money minor={line.marginMinor} /> },
    { title: t('settle.redemption'), key: 'redemption', render: (_, line) => <RedemptionLink line={line} /> },
  ];
  return (
    <Panel flush title={t('margin.lines')}>
      <KeysetTable<MarginLine>
        list={list}
        columns={columns}
        rowKey={(line) => `${line.accrualId} ${line.programmeId}`}
        label={t('margin.lines')}
        empty={<EmptyState compact title={t('margin.none')} />}
        testId="margin-lines-table"
      />
    </Panel>
  );
}

function TwoLines(props: { first: string; second: string }) {
  return (
    <span className="two-lines">
      {props.first}
      <small>{props.second}</small>
    </span>
  );
}
