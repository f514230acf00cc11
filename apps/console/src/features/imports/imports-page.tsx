import type { ImportView } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { ImportStatusWord } from './import-status.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { useImports } from './use-imports.ts';
import './imports.css';

const FILTERS = ['status'] as const;
/** Those that other pages lead here for. */
const KINDS = ['slips', 'oldCards', 'guardians', 'payouts'] as const;
const SHOWN = ['mapping', 'checked', 'applying', 'paused', 'done', 'undone', 'cancelled', 'failed'] as const;

export function ImportsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const programme = search.get('programme');
  const mealPlan = search.get('mealPlan');
  const points = search.get('points');
  const from = points ? `?points=${points}` : mealPlan ? `?mealPlan=${mealPlan}` : programme ? `?programme=${programme}` : '';
  const asked = KINDS.find((kind) => kind === search.get('kind'));
  const filters = useFilters(FILTERS);
  const list = useImports({ status: filters.pick('status', SHOWN) });
  return (
    <>
      <PageHeader title={t('nav.imports')} note={t('imports.note')} />
      <div className="import-stack">
        <UploadPanel
          kind={points ? 'points' : mealPlan ? 'mealplans' : programme ? 'subsidies' : asked}
          onUploaded={(view) => navigate(`/imports/${view.id}${from}`)}
        />
        <Panel flush title={t('imports.past')}>
          <FilterBar filters={filters}>
            <FilterSelect
              filters={filters}
              name="status"
              placeholder={t('field.status')}
              choices={SHOWN.map((status) => ({ value: status, label: t(`importStatus.${status}`) }))}
            />
          </FilterBar>
          <KeysetTable<ImportView>
            list={list}
            columns={columns(t)}
            rowKey={(view) => view.id}
            label={t('nav.imports')}
            onOpen={(view) => navigate(`/imports/${view.id}`)}
            empty={
              <EmptyState
                title={t(filters.active ? 'empty.noMatch' : 'imports.empty')}
                hint={t(filters.active ? 'empty.noMatchHint' : 'imports.emptyHint')}
              />
            }
            testId="imports-table"
          />
        </Panel>
      </div>
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<ImportView>['columns']> {
  return [
    {
      title: t('imports.file'),
      key: 'file',
      render: (_, view) => (
        <Link className="cell-link" to={`/imports/${view.id}`}>
          {view.fileName}
        </Link>
      ),
    },
    { title: t('field.kind'), key: 'kind', render: (_, view) => t(`importKind.${view.kind}`) },
    { title: t('field.status'), key: 'status', render: (_, view) => <ImportStatusWord view={view} /> },
    {
      title: t('imports.rows'),
      key: 'rows',
      align: 'right',
      className: 'number',
      render: (_, view) => t('imports.number', { count: view.rowCount }),
    },
    {
      title: t('importDone.new'),
      key: 'new',
      align: 'right',
      className: 'number',
      render: (_, view) => t('imports.number', { count: view.newCount }),
    },
    {
      title: t('importDone.changed'),
      key: 'changed',
      align: 'right',
      className: 'number',
      render: (_, view) => t('imports.number', { count: view.changedCount }),
    },
    {
      title: t('importOutcome.wrong'),
      key: 'wrong',
      align: 'right',
      className: 'number',
      render: (_, view) => t('imports.number', { count: view.wrongCount }),
    },
    { title: t('imports.startedBy'), dataIndex: 'startedBy', key: 'startedBy' },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, view) => <Time at={view.createdAt} /> },
  ];
}
