import type { Verdict } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { DayRange } from '../../shared/day-range.tsx';
import { ExportList } from '../../shared/export-list.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Stars } from '../../shared/stars.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { servedText } from './served-text.ts';
import { Sums } from './sums.tsx';
import { ONLY, readVerdictQuery, SATISFACTION_FILTERS, SERVED, useVerdictSums, useVerdicts } from './use-satisfaction.ts';
import './satisfaction.css';

/** What members said of how they were served: counted, and one by one. */
export function SatisfactionPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(SATISFACTION_FILTERS);
  const query = readVerdictQuery(filters);
  const list = useVerdicts(query);
  const sums = useVerdictSums(query);
  const agents = (sums.data?.byAgent ?? []).flatMap(({ staffId, name }) => (staffId ? [{ value: String(staffId), label: name }] : []));
  return (
    <>
      <PageHeader
        title={t('nav.satisfaction')}
        note={t('satisfaction.note')}
        actions={<ExportList fileName={t('nav.satisfaction')} fetch={(language) => client.satisfaction.exportVerdicts({ ...query, language })} />}
      />
      <div className="stack">
        <Panel flush>
          <FilterBar filters={filters}>
            <DayRange filters={filters} />
            <FilterSelect
              filters={filters}
              name="kind"
              placeholder={t('satisfaction.served')}
              choices={SERVED.map((kind) => ({ value: kind, label: servedText(t, kind) }))}
            />
            <FilterSelect filters={filters} name="agent" placeholder={t('satisfaction.agent')} choices={agents} />
            <FilterSelect
              filters={filters}
              name="only"
              placeholder={t('satisfaction.only')}
              choices={ONLY.map((only) => ({ value: only, label: t(`satisfaction.only.${only}`) }))}
            />
          </FilterBar>
          <Sums sums={sums} filters={filters} />
        </Panel>
        <Panel flush>
          <KeysetTable<Verdict>
            list={list}
            columns={columns(t, can)}
            rowKey={(verdict) => verdict.id}
            label={t('nav.satisfaction')}
            empty={
              filters.active ? (
                <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
              ) : (
                <EmptyState title={t('satisfaction.empty')} hint={t('satisfaction.emptyHint')} />
              )
            }
            testId="verdicts-table"
          />
        </Panel>
      </div>
    </>
  );
}

function columns(t: Texts, can: ReturnType<typeof useCan>): NonNullable<TableProps<Verdict>['columns']> {
  return [
    { title: t('satisfaction.score'), key: 'score', render: (_, { score }) => <Stars count={score} /> },
    {
      title: t('satisfaction.said'),
      key: 'said',
      render: (_, { text }) => (text ? <p className="verdict-text">{text}</p> : <span className="quiet">{t('satisfaction.noWords')}</span>),
    },
    {
      title: t('satisfaction.served'),
      key: 'served',
      render: (_, { kind, chatId, disputeId }) => (
        <span className="two-lines">
          <span>{servedText(t, kind)}</span>
          {disputeId && can('disputes.read') && <Link to={`/disputes/${disputeId}`}>{t('satisfaction.see')}</Link>}
          {chatId && can('chats.answer') && <Link to={`/chats?only=closed&chat=${chatId}`}>{t('satisfaction.see')}</Link>}
        </span>
      ),
    },
    {
      title: t('satisfaction.agent'),
      key: 'agent',
      render: (_, { agentName }) => agentName ?? <span className="quiet">{t('satisfaction.nobody')}</span>,
    },
    {
      title: t('field.member'),
      key: 'member',
      render: (_, { memberId, memberName }) => (can('members.read') ? <Link to={`/members/${memberId}`}>{memberName}</Link> : memberName),
    },
    { title: t('field.time'), key: 'time', render: (_, { toldAt }) => <Time at={toldAt} /> },
  ];
}
