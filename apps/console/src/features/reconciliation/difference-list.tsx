import { DIFFERENCE_KINDS, DIFFERENCE_STATES } from '@tessera/contract/reconciliation-words';
import { useSettings } from '@tessera/ui';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { Pager } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { channelName } from './day-state.tsx';
import { DifferenceCard } from './difference-card.tsx';
import { DIFFERENCE_FILTERS, readDifferenceQuery, useDifferences, useDifferencesFile } from './use-reconciliation.ts';

/** So few need no search. */
const SEEN_AT_ONCE = 4;

/** Differences of one day or of all, to search, to narrow, to take along as a file. `empty` stands where nothing differs at all. */
export function DifferenceList(props: { businessOn?: string; empty: ReactNode }) {
  const t = useTexts();
  const filters = useFilters(DIFFERENCE_FILTERS);
  const query = { ...readDifferenceQuery(filters), ...(props.businessOn && { businessOn: props.businessOn }) };
  const list = useDifferences(query);
  const isNone = !filters.active && list.isSuccess && list.items.length === 0 && list.pageNumber === 1;
  if (isNone) return props.empty;
  const isLong = !props.businessOn || filters.active || list.pageNumber > 1 || list.items.length > SEEN_AT_ONCE;
  return (
    <div className={list.isPlaceholderData ? 'keyset keyset-stale' : 'keyset'}>
      {isLong && (
        <FilterBar filters={filters} extra={<DifferencesFile query={query} />}>
          <SearchBox filters={filters} placeholder={t('recon.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('recon.stateFilter')}
            width={148}
            choices={[
              { value: 'unsettled', label: t('recon.unsettled') },
              ...DIFFERENCE_STATES.map((value) => ({ value, label: t(`recon.difference.${value}`) })),
            ]}
          />
          <FilterSelect
            filters={filters}
            name="kind"
            placeholder={t('filter.kind')}
            choices={DIFFERENCE_KINDS.map((value) => ({ value, label: t(`recon.kind.${value}`) }))}
          />
          <FilterSelect
            filters={filters}
            name="channel"
            placeholder={t('recon.channelFilter')}
            choices={(['wechat', 'alipay'] as const).map((value) => ({ value, label: channelName(t, value) }))}
          />
        </FilterBar>
      )}
      <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
      {list.isLoading && <Skeleton active className="recon-loading" paragraph={{ rows: 4 }} />}
      {list.isSuccess && list.items.length === 0 && <EmptyState compact title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />}
      <div className="recon-cards" data-testid="differences">
        {list.items.map((difference) => (
          <DifferenceCard key={difference.id} difference={difference} showsDay={!props.businessOn} />
        ))}
      </div>
      {(list.pageNumber > 1 || list.hasNext) && <Pager list={list} />}
    </div>
  );
}

function DifferencesFile(props: { query: Parameters<typeof useDifferences>[0] }) {
  const t = useTexts();
  const { locale } = useSettings();
  const file = useDifferencesFile();
  const save = async () => saveFile(`${t('recon.differencesName')}.csv`, await file.mutateAsync({ ...props.query, language: locale }));
  return (
    <>
      <Button
        icon={<Icon name="download" size={16} />}
        loading={file.isPending}
        onClick={() => void save().catch(() => undefined)}
        data-testid="export-differences"
      >
        {t('export.open')}
      </Button>
      <ErrorNotice error={file.error} />
    </>
  );
}
