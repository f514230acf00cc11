import { Alert, Button } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { useTexts } from '../../shared/texts.ts';
import { MoveDialog } from './move-dialog.tsx';
import { TurnDialog } from './turn-dialog.tsx';
import type { Chosen } from './use-chosen.ts';
import type { MemberFilters } from './use-members.ts';
import { type Moved, useMove } from './use-move.ts';

type Act = 'move' | 'close' | 'reopen';

/** What can be done to the members that are chosen; stays to say what was done, and to take a move back. */
export function BulkBar(props: { chosen: Chosen; filters: MemberFilters; matchesMore: boolean }) {
  const t = useTexts();
  const { chosen, filters } = props;
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState<{ text: string; moved: Moved[] } | null>(null);
  const { undo, progress, error } = useMove();
  const count = chosen.ids.length;
  const end = (text: string, moved: Moved[] = []) => {
    setAct(null);
    setSaid({ text, moved });
    chosen.choose([]);
  };
  const takeBack = async (moved: Moved[]) => {
    if (await undo(moved)) setSaid({ text: t('members.moveUndone', { count: moved.length }), moved: [] });
  };
  return (
    <>
      {count > 0 && <Acts chosen={chosen} status={filters.status} matchesMore={props.matchesMore} onAct={setAct} />}
      <ErrorNotice error={chosen.error ?? error} />
      {said && (
        <Alert
          className="bulk-said"
          type="success"
          showIcon
          role="status"
          title={said.text}
          closable={{ onClose: () => setSaid(null), 'aria-label': t('action.close') }}
          data-testid="bulk-said"
          action={
            said.moved.length > 0 && (
              <Button size="small" loading={progress !== null} onClick={() => takeBack(said.moved)} data-testid="bulk-undo">
                {t('members.undo')}
              </Button>
            )
          }
        />
      )}
      {act === 'move' && <MoveDialog memberIds={chosen.ids} issuerId={filters.issuerId} onClose={() => setAct(null)} onDone={end} />}
      {(act === 'close' || act === 'reopen') && (
        <TurnDialog act={act} memberIds={chosen.ids} title={t(`members.${act}Many`, { count })} onClose={() => setAct(null)} onDone={end} />
      )}
    </>
  );
}

/** How many are chosen, and what can be done to them in the state that the filter shows. */
function Acts(props: { chosen: Chosen; status: MemberFilters['status']; matchesMore: boolean; onAct: (act: Act) => void }) {
  const t = useTexts();
  const { chosen } = props;
  const count = chosen.ids.length;
  return (
    <section className="bulk-bar" aria-label={t('members.bulk')} data-testid="bulk-bar">
      <strong aria-live="polite">{t('members.chosen', { count })}</strong>
      {props.matchesMore && (
        <Button size="small" type="link" loading={chosen.isAsking} onClick={chosen.chooseAll} data-testid="choose-all">
          {t('members.chooseAll')}
        </Button>
      )}
      <Button size="small" onClick={() => props.onAct('move')} data-testid="bulk-move">
        {t('members.move')}
      </Button>
      {props.status !== 'closed' && (
        <Button size="small" danger onClick={() => props.onAct('close')} data-testid="bulk-close">
          {t('members.close')}
        </Button>
      )}
      {props.status !== 'active' && (
        <Button size="small" onClick={() => props.onAct('reopen')} data-testid="bulk-reopen">
          {t('members.reopen')}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => chosen.choose([])}>
        {t('members.chooseNone')}
      </Button>
      {chosen.hasMore && <small>{t('members.chosenMax', { count })}</small>}
    </section>
  );
}
