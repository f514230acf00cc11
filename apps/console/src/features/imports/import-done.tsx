import type { ImportView } from '@tessera/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSteerImport } from './use-imports.ts';

/** How it ended, and the way back as far as there is one. */
export function ImportDone(props: { view: ImportView }) {
  const t = useTexts();
  const { view } = props;
  const steer = useSteerImport();
  const confirm = useConfirm();
  const mayUndo = (view.status === 'done' || view.status === 'cancelled') && view.confirmedAt !== null && view.newCount > 0;
  const undo = () =>
    confirm({
      title: t('imports.undoTitle', { count: view.newCount }),
      changes: [t('imports.undoCloses'), t('imports.undoKeeps'), t('imports.undoChanged')],
      ok: t('imports.undo'),
      danger: true,
      run: () => steer.mutateAsync({ importId: view.id, act: 'undo' }),
    });
  return (
    <div className="import-decision">
      <p>{words()}</p>
      {view.kind === 'slips' && view.newCount > 0 && (
        <Link to={`/slips?import=${view.id}`} data-testid="imported-slips">
          {t('imports.toSlips')}
        </Link>
      )}
      {mayUndo && (
        <div className="form-foot import-acts">
          <Button danger onClick={undo} data-testid="import-undo">
            {t('imports.undo')}
          </Button>
        </div>
      )}
      <ErrorNotice error={steer.error} />
    </div>
  );

  function words(): string {
    if (view.status === 'undone') return t('imports.undoneWords', { undone: view.undoneCount, kept: view.newCount - view.undoneCount });
    if (view.status === 'cancelled') return t(view.confirmedAt === null ? 'imports.cancelledBefore' : 'imports.cancelledAfter');
    return t('imports.doneWords');
  }
}
