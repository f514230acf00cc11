import type { ImportView } from '@tessera/contract';
import { Button, Progress } from 'antd';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ImportCounts } from './import-counts.tsx';
import { useSteerImport } from './use-imports.ts';

/** Live: how far the worker is, with what can be done about it meanwhile. */
export function ImportProgress(props: { view: ImportView }) {
  const t = useTexts();
  const { view } = props;
  const { status, doneCount, rowCount } = view;
  const steer = useSteerImport();
  const confirm = useConfirm();
  const percent = status === 'reading' || rowCount === 0 ? undefined : Math.floor((doneCount / rowCount) * 100);
  const act = (name: 'pause' | 'resume') => steer.mutate({ importId: view.id, act: name });
  const cancel = () =>
    confirm({
      title: t('imports.cancelTitle'),
      changes: [t('imports.cancelChange', { done: view.confirmedAt === null ? 0 : doneCount })],
      ok: t('imports.cancel'),
      danger: true,
      run: () => steer.mutateAsync({ importId: view.id, act: 'cancel' }),
    });
  return (
    <Panel title={t(`importStatus.${status}`)} testId="import-progress">
      <div role="status" aria-live="polite">
        {percent !== undefined && (
          <Progress percent={percent} status={status === 'paused' ? 'normal' : 'active'} aria-label={t(`importStatus.${status}`)} />
        )}
        <p className="import-progress-words">
          {percent === undefined ? t('imports.readSoFar', { count: doneCount }) : t('imports.doneOf', { done: doneCount, of: rowCount })}
        </p>
      </div>
      {(status === 'checking' || status === 'applying' || status === 'paused') && <ImportCounts view={view} done={status !== 'checking'} />}
      <div className="form-foot import-acts">
        {status === 'applying' && (
          <Button loading={steer.isPending} onClick={() => act('pause')} data-testid="import-pause">
            {t('imports.pause')}
          </Button>
        )}
        {status === 'paused' && (
          <Button type="primary" loading={steer.isPending} onClick={() => act('resume')} data-testid="import-resume">
            {t('imports.resume')}
          </Button>
        )}
        {status !== 'undoing' && status !== 'uploading' && (
          <Button danger onClick={cancel} data-testid="import-cancel">
            {t('imports.cancel')}
          </Button>
        )}
      </div>
      <ErrorNotice error={steer.error} />
    </Panel>
  );
}
