import type { ImportView } from '@tessera/contract';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useSteerImport } from './use-imports.ts';

/** What can be taken back; old cards are replaced one by one. */
const IS_UNDONE: Record<ImportView['kind'], boolean> = {
  members: true,
  subsidies: true,
  mealplans: true,
  slips: true,
  guardians: true,
  points: true,
  oldCards: false,
  payouts: false,
};

/** How it ended, and the way back as far as there is one. */
export function ImportDone(props: { view: ImportView }) {
  const t = useTexts();
  const { view } = props;
  const isOfMembers = view.kind === 'members';
  const steer = useSteerImport();
  const confirm = useConfirm();
  const mayUndo = IS_UNDONE[view.kind] && (view.status === 'done' || view.status === 'cancelled') && view.confirmedAt !== null && view.newCount > 0;
  const undo = () =>
    confirm({
      title: t(isOfMembers ? 'imports.undoTitle' : 'imports.undoRowsTitle', { count: view.newCount }),
      changes: changes(),
      ok: t(isOfMembers ? 'imports.undo' : 'imports.undoRows'),
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
            {t(isOfMembers ? 'imports.undo' : 'imports.undoRows')}
          </Button>
        </div>
      )}
      <ErrorNotice error={steer.error} />
    </div>
  );

  function changes(): string[] {
    if (isOfMembers) return [t('imports.undoCloses'), t('imports.undoKeeps'), t('imports.undoChanged')];
    return [...(view.kind === 'guardians' ? [t('guardians.undoEnds')] : []), t('imports.undoRowsKeeps')];
  }

  function words(): string {
    const counts = { undone: view.undoneCount, kept: view.newCount - view.undoneCount };
    if (view.status === 'undone') return t(isOfMembers ? 'imports.undoneWords' : 'imports.undoneRowsWords', counts);
    if (view.status === 'cancelled') return t(view.confirmedAt === null ? 'imports.cancelledBefore' : 'imports.cancelledAfter');
    return t(isOfMembers ? 'imports.doneWords' : view.kind === 'guardians' ? 'guardians.fileDone' : 'imports.doneRowsWords');
  }
}
