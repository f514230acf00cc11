import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTerminal } from '../../link/terminal-session.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { ScanField } from '../../scan/scan-field.tsx';
import { useTexts } from '../../texts.ts';
import { AmountStep } from './amount-step.tsx';
import { DirectStep } from './direct-step.tsx';
import { displayOf, showOnDisplay } from './display-channel.ts';
import { PinStep } from './pin-step.tsx';
import { PresentStep } from './present-step.tsx';
import { RefundResult } from './refund-result.tsx';
import { ApprovedResult, DeclinedResult } from './sale-result.tsx';
import { type DirectEnd, useDirectEnd } from './use-direct-end.ts';
import { type Refunding, useRefund } from './use-refund.ts';
import { type TillControls, useTill } from './use-till.ts';
import { UnresolvedStep, WaitingStep } from './waiting-step.tsx';

/** The till's one screen: amount, payer, result, and back to the amount. */
export function SellPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const controls = useTill();
  const refunding = useRefund();
  const [voiding, setVoiding] = useState(false);
  const { state } = controls.charging;
  const refundOpen = refunding.state.step !== 'idle';
  const ending = useDirectEnd(controls);
  useKeys({ Escape: controls.back, Backspace: controls.deleteLast }, !refundOpen && !ending.isShown);
  useKeys({ F2: () => controls.openPanel('cash'), F3: () => controls.openPanel('slip') }, !refundOpen && !ending.isShown);
  useKeys({ Escape: ending.leaveByKey }, ending.isOver);
  useCustomerDisplay(controls);

  const typedOver = (text: string) => {
    if (ending.isOver) ending.leave();
    controls.typed(text, shortcuts);
  };
  const shortcuts = { '*': () => setVoiding(true), '/': () => void navigate('/sales') };
  return (
    <main className="sell">
      {state.step === 'idle' && controls.till.view === 'amount' && <h1 className="spoken">{t('sell.charge')}</h1>}
      {!refundOpen && hears(controls, ending) && (
        <ScanField
          label={t('sell.scanField')}
          scene={`${state.step} ${controls.direct.state.step} ${controls.till.view} ${controls.till.panel} ${voiding}`}
          onScan={controls.scan}
          onTyped={(text) => typedOver(text)}
          onEnter={() => (ending.isOver ? ending.leaveByKey() : controls.entered())}
        />
      )}
      <SellStep controls={controls} ending={ending} refunding={refunding} voiding={voiding && state.step === 'idle'} onVoid={setVoiding} />
      <TillNotice controls={controls} />
      <RefundResult refunding={refunding} />
    </main>
  );
}

/** Cash and slips have fields of their own; while a direct sale is under way there is nothing to hear. */
function hears({ till }: TillControls, ending: DirectEnd): boolean {
  if (ending.isShown) return ending.isOver;
  return till.view !== 'present' || (till.panel !== 'cash' && till.panel !== 'slip');
}

type StepProps = { controls: TillControls; ending: DirectEnd; refunding: Refunding; voiding: boolean; onVoid: (open: boolean) => void };

function SellStep(props: StepProps) {
  const { controls } = props;
  const { state } = controls.charging;
  if (props.ending.isShown) return <DirectStep onLeave={props.ending.leave} />;
  switch (state.step) {
    case 'sending':
    case 'asking':
      return <WaitingStep attempt={state.attempt} asking={state.step === 'asking'} />;
    case 'unresolved':
      return <UnresolvedStep attempt={state.attempt} controls={controls} />;
    case 'pin':
      return <PinStep state={state} controls={controls} />;
    case 'approved':
      return <ApprovedResult key={state.answer.key} state={state} controls={controls} />;
    case 'declined':
      return <DeclinedResult state={state} controls={controls} />;
    case 'idle':
      return controls.till.view === 'present' ? <PresentStep controls={controls} /> : <AmountStep {...props} />;
  }
}

/** A sentence about a scan that led to no sale: it goes by itself or by a touch of its cross. */
function TillNotice({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const { notice } = controls.till;
  if (!notice) return null;
  return (
    <div className="notice" role="alert" data-testid="notice">
      <Icon name="scan" />
      <p>{t(`notice.${notice}`)}</p>
      <button
        type="button"
        className="notice-close"
        aria-label={t('action.close')}
        onClick={() => controls.dispatch({ type: 'noticed', notice: null })}
      >
        <Icon name="cross" />
      </button>
    </div>
  );
}

function useCustomerDisplay(controls: TillControls): void {
  const { organizationName } = useTerminal();
  const { state } = controls.charging;
  const { till, totalMinor, direct } = controls;
  useEffect(
    () => showOnDisplay(displayOf({ organizationName, state, direct: direct.state, view: till.view, totalMinor })),
    [organizationName, state, direct.state, till.view, totalMinor],
  );
}
