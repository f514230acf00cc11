import { formatMoney } from '@tessera/kernel';
import { exactTime } from '@tessera/ui';
import { useState } from 'react';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../texts.ts';
import type { Attempt } from './charge-flow.ts';
import { DueSide } from './due-side.tsx';
import type { TillControls } from './use-till.ts';

/** The sale is on its way, or its result is being asked for. There is nothing to press: nothing may be assumed. */
export function WaitingStep(props: { attempt: Attempt; asking: boolean }) {
  const t = useTexts();
  const { attempt, asking } = props;
  const restored = attempt.credential === null;
  return (
    <div className="present-step" data-testid={asking ? 'asking' : 'sending'}>
      <DueSide minor={attempt.amountMinor} />
      <section className="present-side">
        <div className="waiting" role="status">
          <span className="spinner" aria-hidden="true" />
          <h1>{asking ? t('waiting.asking') : t('waiting.sending')}</h1>
          <p>
            {asking
              ? t(restored ? 'waiting.restoredText' : 'waiting.askingText', { time: exactTime(attempt.at).slice(11) })
              : t('waiting.sendingText')}
          </p>
        </div>
      </section>
    </div>
  );
}

/** After all tries the result is still open: the cashier decides to wait or to go on, and the till keeps asking. */
export function UnresolvedStep(props: { attempt: Attempt; controls: TillControls }) {
  const t = useTexts();
  const { attempt, controls } = props;
  const [leaving, setLeaving] = useState(false);
  const amount = formatMoney(attempt.amountMinor);
  return (
    <div className="result result-attention" role="alertdialog" aria-labelledby="unresolved-title" data-testid="unresolved">
      <div className="result-body">
        <span className="result-icon">
          <Icon name="question" size={72} stroke={2} />
        </span>
        <h1 id="unresolved-title" className="result-title">
          {t('unresolved.title')}
        </h1>
        <p className="result-amount money">{amount}</p>
        <p className="result-text">{t('unresolved.text')}</p>
      </div>
      <div className="result-acts">
        <button type="button" className="button button-result" onClick={() => setLeaving(true)} data-testid="set-aside">
          {t('unresolved.setAside')}
        </button>
        <button
          type="button"
          className="button button-result-main"
          onClick={() => controls.charging.dispatch({ type: 'askAgain' })}
          data-testid="ask-again"
        >
          {t('unresolved.askAgain')}
        </button>
      </div>
      {leaving && (
        <ConfirmDialog
          title={t('unresolved.leaveTitle')}
          confirm={t('unresolved.setAside')}
          onCancel={() => setLeaving(false)}
          onConfirm={() => {
            controls.charging.dispatch({ type: 'setAside' });
            controls.dispatch({ type: 'reset' });
          }}
        >
          <p>{t('unresolved.leaveText', { amount })}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
