import type { SettingView } from '@tessera/contract';
import { Skeleton } from 'antd';
import { FilterBar, SearchBox } from '../../shared/filter-bar.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { SettingRow } from './setting-row.tsx';
import { useSettingList } from './use-settings.ts';
import './settings.css';

const FILTERS = ['q'] as const;

/** Everything that may be switched, drawn from the registry. */
export function SettingsPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const list = useSettingList();
  const found = (list.data?.items ?? []).filter((setting) => fits(t, setting, filters.get('q') ?? ''));
  const isReadOnly = (group: SettingView['group']) => found.every((setting) => setting.group !== group || !setting.mayChange);
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <>
      <PageHeader title={t('nav.settings')} note={t('settings.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('settings.search')} />
        </FilterBar>
      </Panel>
      {list.error ? <ErrorNotice error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {list.data && found.length === 0 && <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />}
      <div className="stack settings">
        {groups.map((group) => (
          <Panel
            key={group}
            title={t(`settingGroup.${group}`)}
            extra={isReadOnly(group) && <small className="quiet">{t('settings.readOnlyGroup')}</small>}
            testId={`settings-${group}`}
          >
            <ul className="setting-list">
              {found
                .filter((setting) => setting.group === group)
                .map((setting) => (
                  // A value that changed elsewhere begins a new row, whose field shows it.
                  <SettingRow
                    key={`${setting.key} ${JSON.stringify(setting.value)}`}
                    setting={setting}
                    saysReadOnly={!setting.mayChange && !isReadOnly(group)}
                  />
                ))}
            </ul>
          </Panel>
        ))}
      </div>
    </>
  );
}

function fits(t: Texts, setting: SettingView, q: string): boolean {
  const words = [t(`setting.${setting.key}`), t(`settingNote.${setting.key}`), t(`settingGroup.${setting.group}`), setting.key];
  return words.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}
