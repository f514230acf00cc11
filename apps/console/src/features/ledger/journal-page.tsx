import type { JournalPage as Page } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { InputNumber, type TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { CopyButton } from '../../shared/copy-button.tsx';
import { FilterBar } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useJournal } from './use-ledger.ts';
import { VerifyJournal } from './verify-journal.tsx';

const FILTERS = ['lane'] as const;
const LANE_MAX = 255;

export function JournalPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const lane = readLane(filters.get('lane'));
  const list = useJournal(lane);
  return (
    <>
      <PageHeader title={t('nav.journal')} note={t('journal.note')} />
      <div className="stack">
        <VerifyJournal />
        <Panel flush>
          <FilterBar filters={filters}>
            <label className="inline-field" htmlFor="journal-lane">
              {t('journal.lane')}
              <InputNumber
                id="journal-lane"
                min={0}
                max={LANE_MAX}
                precision={0}
                value={lane ?? null}
                placeholder={t('filter.all')}
                onChange={(value) => filters.set({ lane: value === null ? undefined : String(value) })}
                data-testid="filter-lane"
              />
            </label>
          </FilterBar>
          <KeysetTable<Page>
            list={list}
            columns={columns(t)}
            rowKey={(page) => `${page.lane}/${page.page}`}
            label={t('nav.journal')}
            onOpen={(page) => navigate(`/journal/${page.lane}/${page.page}`)}
            empty={
              filters.active ? (
                <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
              ) : (
                <EmptyState title={t('journal.empty')} hint={t('journal.emptyHint')} />
              )
            }
            testId="journal-table"
          />
        </Panel>
      </div>
    </>
  );
}

function readLane(text: string | undefined): number | undefined {
  return text && /^\d{1,3}$/.test(text) && Number(text) <= LANE_MAX ? Number(text) : undefined;
}

function columns(t: Texts): NonNullable<TableProps<Page>['columns']> {
  return [
    {
      title: t('journal.page'),
      key: 'page',
      className: 'number',
      render: (_, page) => (
        <Link className="cell-link" to={`/journal/${page.lane}/${page.page}`}>
          {t('journal.pageName', { lane: page.lane, page: page.page })}
        </Link>
      ),
    },
    { title: t('field.time'), key: 'at', render: (_, page) => <Time exact at={page.at} /> },
    { title: t('journal.count'), dataIndex: 'count', key: 'count', align: 'right', className: 'number' },
    { title: t('journal.total'), key: 'total', align: 'right', render: (_, page) => <Money minor={page.totalMinor} /> },
    { title: t('journal.hash'), key: 'hash', render: (_, page) => <Hash text={page.hash} /> },
  ];
}

/** The head of a hash, and the whole of it to copy. */
export function Hash(props: { text: string }) {
  const t = useTexts();
  return (
    <span className="hash">
      <span className="mono" title={props.text}>
        {props.text.slice(0, 12)}…
      </span>
      <CopyButton text={props.text} label={t('journal.copyHash')} />
    </span>
  );
}
