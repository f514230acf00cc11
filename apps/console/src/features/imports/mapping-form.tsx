import { IMPORT_COLUMNS, type ImportOptions, type ImportView } from '@tessera/contract';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { columnWord } from './column-word.ts';
import { GuardianOptions, hasGuardianOptions } from './guardian-options.tsx';
import { hasMealPlanOptions, MealPlanOptions, useInitialMealPlanOptions } from './meal-plan-options.tsx';
import { hasOldCardOptions, initialOldCardOptions, OldCardOptions } from './old-card-options.tsx';
import { initialOptions, OptionsFields, optionsOf } from './options-fields.tsx';
import { hasPointsOptions, PointsOptions, useInitialPointsOptions } from './points-options.tsx';
import { hasSubsidyOptions, SubsidyOptions, useInitialSubsidyOptions } from './subsidy-options.tsx';
import { useCheckImport, useImportKinds, useSteerImport } from './use-imports.ts';

/** Whether what the kind asks for the whole file is chosen. */
const OPTIONS_COMPLETE: Record<ImportView['kind'], (options: ImportOptions) => boolean> = {
  members: () => true,
  subsidies: hasSubsidyOptions,
  mealplans: hasMealPlanOptions,
  slips: () => true,
  oldCards: hasOldCardOptions,
  guardians: hasGuardianOptions,
  points: hasPointsOptions,
  payouts: () => true,
};

/** Which column of the file is which; guessed from its headings, to be set right here. */
export function MappingForm(props: { view: ImportView }) {
  const t = useTexts();
  const { view } = props;
  const kinds = useImportKinds();
  const required = new Set(
    kinds.data?.items.find(({ kind }) => kind === view.kind)?.columns.flatMap(({ name, required: needed }) => (needed ? [name] : [])),
  );
  const [mapping, setMapping] = useState<Record<string, number>>(view.mapping ?? {});
  const initial = {
    subsidies: useInitialSubsidyOptions(view.options),
    mealplans: useInitialMealPlanOptions(view.options),
    points: useInitialPointsOptions(view.options),
  };
  const { kind } = view;
  const [options, setOptions] = useState<ImportOptions>(() => firstOptions(view, initial));
  const check = useCheckImport();
  const steer = useSteerImport();
  const confirm = useConfirm();
  const isComplete = [...required].every((column) => column in mapping) && OPTIONS_COMPLETE[kind](options);
  const cancel = () =>
    confirm({
      title: t('imports.cancelTitle'),
      changes: [t('imports.cancelChange', { done: 0 })],
      ok: t('imports.cancel'),
      danger: true,
      run: () => steer.mutateAsync({ importId: view.id, act: 'cancel' }),
    });
  return (
    <Panel title={t('imports.columnsTitle')} testId="import-mapping">
      {Object.keys(view.mapping ?? {}).length === 0 && <Alert className="import-hint" type="warning" showIcon title={t('imports.noHeadings')} />}
      <p className="import-lead">{t('imports.columnsHint', { count: view.rowCount })}</p>
      <ColumnFields view={view} required={required} mapping={mapping} onChange={setMapping} />
      {kind === 'members' && <OptionsFields options={initialOptions(options)} onChange={(chosen) => setOptions(optionsOf(chosen))} />}
      {kind === 'subsidies' && <SubsidyOptions options={options} onChange={setOptions} />}
      {kind === 'mealplans' && <MealPlanOptions options={options} onChange={setOptions} />}
      {kind === 'points' && <PointsOptions options={options} onChange={setOptions} />}
      {kind === 'oldCards' && <OldCardOptions options={options} onChange={setOptions} />}
      {kind === 'guardians' && <GuardianOptions options={options} onChange={setOptions} />}
      <ErrorNotice error={check.error} />
      <div className="form-foot import-acts">
        <Button onClick={cancel}>{t('imports.cancel')}</Button>
        <Button
          type="primary"
          disabled={!isComplete}
          loading={check.isPending}
          onClick={() => check.mutate({ importId: view.id, mapping, options })}
          data-testid="import-check"
        >
          {t('imports.check')}
        </Button>
      </div>
    </Panel>
  );
}

/** What applies to the whole file; slips and a bank’s answers have nothing to choose, and consent is said for each file anew. */
function firstOptions({ kind, options }: ImportView, found: Record<'subsidies' | 'mealplans' | 'points', ImportOptions>): ImportOptions {
  if (kind === 'members') return optionsOf(initialOptions(options));
  if (kind === 'oldCards') return initialOldCardOptions(options);
  return kind === 'slips' || kind === 'guardians' || kind === 'payouts' ? {} : found[kind];
}

type Mapping = Record<string, number>;

/** One choice per column of the kind; a column of the file is given away once. */
function ColumnFields(props: { view: ImportView; required: ReadonlySet<string>; mapping: Mapping; onChange: (mapping: Mapping) => void }) {
  const t = useTexts();
  const { view, required, mapping, onChange } = props;
  const headers = view.headers ?? [];
  const place = (column: string, at: number | undefined) => {
    const others = Object.entries(mapping).filter(([name, taken]) => name !== column && taken !== at);
    onChange(Object.fromEntries(at === undefined ? others : [...others, [column, at]]));
  };
  return (
    <div className="import-mapping">
      {IMPORT_COLUMNS[view.kind].map((column) => (
        <label key={column} htmlFor={`column-${column}`}>
          <span>
            {t(columnWord(view.kind, column))}
            {required.has(column) && <em> {t('imports.needed')}</em>}
          </span>
          <Select
            id={`column-${column}`}
            value={mapping[column] ?? null}
            status={required.has(column) && !(column in mapping) ? 'error' : ''}
            allowClear={!required.has(column)}
            placeholder={t('imports.notInFile')}
            options={headers.map((header, at) => ({ value: at, label: header || t('imports.unnamed', { at: at + 1 }) }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(at: number | null | undefined) => place(column, at ?? undefined)}
            data-testid={`column-${column}`}
          />
        </label>
      ))}
    </div>
  );
}
