import { lazy, Suspense } from 'react';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { useHeld } from '../../parts/use-held.ts';
import { useTexts } from '../../texts.ts';
import { CashPanel } from './cash-panel.tsx';
import { DueSide } from './due-side.tsx';
import { EmergencyPanel } from './emergency-panel.tsx';
import { MemberPanel } from './member-panel.tsx';
import { SlipPanel } from './slip-panel.tsx';
import type { Panel } from './till.ts';
import type { TillControls } from './use-till.ts';

const CameraPanel = lazy(() => import('../../scan/camera-panel.tsx').then((module) => ({ default: module.CameraPanel })));

/** The payer's turn: a code, a card or a member number, whichever comes first. */
export function PresentStep({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const { panel } = controls.till;
  return (
    <div className="present-step" data-testid="present">
      <DueSide minor={controls.totalMinor} items={controls.till.pad.items}>
        <button
          type="button"
          className="button button-on-jade"
          onClick={() => controls.dispatch({ type: 'backToAmount' })}
          data-testid="change-amount"
        >
          <Icon name="back" />
          <span>{t('present.change')}</span>
        </button>
      </DueSide>
      <section className="present-side">
        {panel !== 'ways' && panel !== 'cash' && panel !== 'slip' && <h1 className="spoken">{t('present.title')}</h1>}
        {panel === 'ways' && <Ways controls={controls} />}
        {panel === 'camera' && (
          <Suspense fallback={<p className="present-wait">{t('camera.opening')}</p>}>
            <CameraPanel onScan={controls.scan} />
          </Suspense>
        )}
        {panel === 'member' && <MemberPanel controls={controls} />}
        {panel === 'emergency' && <EmergencyPanel controls={controls} />}
        {panel === 'cash' && <Cash controls={controls} />}
        {panel === 'slip' && <Slip controls={controls} />}
        {panel === 'camera' && (
          <button
            type="button"
            className="button present-other"
            onClick={() => controls.dispatch({ type: 'panel', panel: 'ways' })}
            data-testid="other-ways"
          >
            {t('present.otherWays')}
          </button>
        )}
      </section>
    </div>
  );
}

/** A code that is scanned at cash or slip means the payer's turn again. */
function scanFor({ dispatch, scan }: TillControls) {
  return (text: string) => {
    dispatch({ type: 'panel', panel: 'ways' });
    scan(text);
  };
}

function Cash({ controls }: { controls: TillControls }) {
  const { direct, totalMinor, dispatch } = controls;
  return (
    <CashPanel
      dueMinor={totalMinor}
      onScan={scanFor(controls)}
      onBack={() => dispatch({ type: 'panel', panel: 'ways' })}
      onTake={(tenderedMinor) => direct.start(totalMinor, 'cash', { by: 'cash', tenderedMinor })}
    />
  );
}

function Slip({ controls }: { controls: TillControls }) {
  const { direct, totalMinor, dispatch } = controls;
  return (
    <SlipPanel
      onScan={scanFor(controls)}
      onBack={() => dispatch({ type: 'panel', panel: 'ways' })}
      onTake={(slip) => direct.start(totalMinor, 'bankCard', { by: 'slip', ...slip })}
    />
  );
}

function Ways({ controls }: { controls: TillControls }) {
  const t = useTexts();
  const held = useHeld();
  const onPanel = (panel: Panel) => controls.dispatch({ type: 'panel', panel });
  return (
    <div className="ways">
      <div className="way-listening" data-testid="scan-ready">
        <span className="way-rings" aria-hidden="true">
          <Icon name="scan" size={56} stroke={1.5} />
        </span>
        <h1>{t('way.title')}</h1>
        <p className="way-ready">
          <span className="dot dot-online" />
          {t('present.ready')}
        </p>
      </div>
      <div className="way-buttons">
        <WayButton held={held} icon="camera" title={t('present.camera')} onPress={() => onPanel('camera')} testId="way-camera" />
        <WayButton held={held} icon="keypad" title={t('present.member')} onPress={() => onPanel('member')} testId="way-member" />
        <WayButton held={held} icon="cash" title={t('way.cash')} keyName="F2" onPress={() => controls.openPanel('cash')} testId="way-cash" />
        <WayButton held={held} icon="card" title={t('way.bankCard')} keyName="F3" onPress={() => controls.openPanel('slip')} testId="way-slip" />
      </div>
    </div>
  );
}

function WayButton(props: { icon: IconName; title: string; keyName?: string; held: boolean; onPress: () => void; testId: string }) {
  return (
    <button type="button" className="way" disabled={props.held} onClick={props.onPress} data-testid={props.testId}>
      <Icon name={props.icon} size={28} />
      <span>{props.title}</span>
      {props.keyName && (
        <span className="way-key" aria-hidden="true">
          {props.keyName}
        </span>
      )}
    </button>
  );
}
