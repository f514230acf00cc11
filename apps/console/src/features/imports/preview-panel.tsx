import type { ImportView } from '@tessera/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ImportCounts } from './import-counts.tsx';
import { ImportRows } from './import-rows.tsx';
import { MappingForm } from './mapping-form.tsx';
import { useSteerImport } from './use-imports.ts';

/** What the import would do, before anything is changed; the columns can still be set right. */
export function PreviewPanel(props: { view: ImportView }) {
  const t = useTexts();
  const { view } = props;
  const [mapping, setMapping] = useState(false);
  const steer = useSteerImport();
  const confirm = useConfirm();
  const applied = view.newCount + view.changedCount;
  const cancel = () =>
    confirm({
      title: t('imports.cancelTitle'),
      changes: [t('imports.cancelChange', { done: 0 })],
      ok: t('imports.cancel'),
      danger: true,
      run: () => steer.mutateAsync({ importId: view.id, act: 'cancel' }),
    });
  if (mapping) return <MappingForm view={view} />;
  return (
    <>
      <ImportCounts view={view} done={false} />
      <div className="import-decision">
        <p>{t(applied > 0 ? 'imports.confirmHint' : 'imports.nothingToDo', { count: applied, wrong: view.wrongCount })}</p>
        <div className="form-foot import-acts">
          <Button onClick={cancel}>{t('imports.cancel')}</Button>
          <Button onClick={() => setMapping(true)} data-testid="import-adjust">
            {t('imports.adjust')}
          </Button>
          <Button
            type="primary"
            disabled={applied === 0}
            loading={steer.isPending}
            onClick={() => steer.mutate({ importId: view.id, act: 'confirm' })}
            data-testid="import-confirm"
          >
            {t('imports.confirm', { count: applied })}
          </Button>
        </div>
        <ErrorNotice error={steer.error} />
      </div>
      <ImportRows view={view} />
    </>
  );
}
