import { IMPORT_COLUMNS, IMPORT_OUTCOMES, type ImportOutcome, type ImportRowView, type ImportView } from '@tessera/contract';
import { useSettings } from '@tessera/ui';
import { Button, Segmented, type TableProps } from 'antd';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { columnWord } from './column-word.ts';
import { useImportRows, useReport } from './use-imports.ts';

const ALL = 'all';
const TONE: Record<ImportOutcome, Tone> = { new: 'good', changed: 'brand', unchanged: 'quiet', wrong: 'bad' };
const FILTERS = ['outcome'] as const;

/** Row by row, with what is wrong in its very cell; to be narrowed, and taken along as a file. */
export function ImportRows(props: { view: ImportView }) {
  const t = useTexts();
  const { locale } = useSettings();
  const { view } = props;
  const filters = useFilters(FILTERS);
  const outcome = filters.pick('outcome', IMPORT_OUTCOMES);
  const list = useImportRows(view, outcome);
  const report = useReport();
  const save = () =>
    report.mutate({
      importId: view.id,
      language: locale,
      outcome,
      name: `${view.fileName.replace(/\.[A-Za-z0-9]{1,8}$/, '')}-${t('importReport.name')}.csv`,
    });
  return (
    <Panel
      flush
      title={t('imports.rowsTitle')}
      extra={
        view.contentRemovedAt === null && (
          <Button size="small" icon={<Icon name="download" size={14} />} loading={report.isPending} onClick={save} data-testid="import-report">
            {t('imports.report')}
          </Button>
        )
      }
    >
      <div className="filter-bar">
        <Segmented
          aria-label={t('importReport.outcome')}
          value={outcome ?? ALL}
          options={[{ value: ALL, label: t('filter.all') }, ...IMPORT_OUTCOMES.map((one) => ({ value: one, label: t(`importOutcome.${one}`) }))]}
          onChange={(value) => filters.set({ outcome: value === ALL ? undefined : String(value) })}
          data-testid="import-outcome"
        />
      </div>
      <ErrorNotice error={report.error} />
      {view.contentRemovedAt !== null && <p className="import-lead padded">{t('imports.contentRemoved')}</p>}
      <KeysetTable<ImportRowView>
        list={list}
        columns={columns(t, view)}
        rowKey={(row) => `${row.row}`}
        label={t('imports.rowsTitle')}
        rowClass={(row) => (row.outcome === 'wrong' ? 'import-row-wrong' : '')}
        empty={<EmptyState compact title={t('empty.noMatch')} />}
        testId="import-rows"
      />
    </Panel>
  );
}

function columns(t: Texts, view: ImportView): NonNullable<TableProps<ImportRowView>['columns']> {
  const isDone = view.confirmedAt !== null;
  const shown = IMPORT_COLUMNS[view.kind].filter((column) => view.mapping !== null && column in view.mapping);
  return [
    { title: t('importReport.row'), dataIndex: 'row', key: 'row', className: 'number', fixed: 'left', width: 72 },
    {
      title: t('importReport.outcome'),
      key: 'outcome',
      width: 112,
      render: (_, { outcome, problems }) =>
        outcome && (
          <>
            <Status tone={TONE[outcome]}>{t(isDone ? `importDone.${outcome}` : `importOutcome.${outcome}`)}</Status>
            {problems
              .filter(({ column }) => column === null)
              .map((problem) => (
                <Problem key={problem.problem} t={t} problem={problem} />
              ))}
          </>
        ),
    },
    ...shown.map((column) => ({
      title: t(columnWord(view.kind, column)),
      key: column,
      className: 'import-cell',
      render: (_: unknown, row: ImportRowView) => (
        <>
          {row.cells[column] ? <span className="import-text">{row.cells[column]}</span> : <span className="quiet">—</span>}
          {row.problems
            .filter((problem) => problem.column === column)
            .map((problem) => (
              <Problem key={problem.problem} t={t} problem={problem} />
            ))}
        </>
      ),
    })),
  ];
}

function Problem(props: { t: Texts; problem: ImportRowView['problems'][number] }) {
  const { problem, row } = props.problem;
  return <small className="import-problem">{props.t(`importProblem.${problem}`, { row: String(row ?? '') })}</small>;
}
