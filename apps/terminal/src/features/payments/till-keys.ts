import type { Minor } from '@tessera/kernel';
import { RESULT_HELD_MS } from '../../parts/use-shown-for.ts';
import { isWhole, type PadKey, padKeyOf, padTotal } from './amount-pad.ts';
import type { ChargeEvent, ChargeState } from './charge-flow.ts';
import { EMERGENCY_CODE_LENGTH, isChargeable, type Till, type TillEvent, type TillNotice } from './till.ts';

/** Where a key goes, by what is on the screen. Written for a bare numpad: slash goes back, minus and point take back, plus adds. */
export type KeyScene = {
  step: ChargeState['step'];
  till: () => Till;
  maxMinor: Minor;
  dispatch: (event: TillEvent) => void;
  charge: (event: ChargeEvent) => void;
  payByNumber: (memberNumber: string) => void;
  payByEmergency: (memberNumber: string, emergencyCode: string) => void;
  /** How long the step has been on the screen. */
  shownForMs: () => number;
  /** Sounds, and says why nothing happened. */
  refuse: (notice: TillNotice) => void;
};
export type Shortcuts = Readonly<Record<string, () => void>>;
export type TillKeys = {
  press: (key: PadKey) => void;
  typed: (text: string, shortcuts: Shortcuts) => void;
  entered: () => void;
  /** The declined sale once more, with the same amount. */
  retry: () => void;
  back: () => void;
  deleteLast: () => void;
  nextSale: () => void;
  submitMember: () => void;
};

export function tillKeys(scene: KeyScene): TillKeys {
  const { step, dispatch } = scene;
  const keys = {
    press: (key: PadKey) => dispatch({ type: 'pad', key, maxMinor: scene.maxMinor }),
    nextSale: () => leaveSale(scene, step === 'approved' ? 'reset' : 'cleared'),
    submitMember: () => submitMember(scene),
    entered: () => enter(scene),
    retry: () => retry(scene),
    back: () => back(scene),
    deleteLast: () => dispatch(onAmount(scene) ? { type: 'pad', key: 'delete', maxMinor: scene.maxMinor } : { type: 'deleted' }),
  };
  const typed = (text: string, shortcuts: Shortcuts) => {
    if (step === 'approved') keys.nextSale();
    for (const character of text.normalize('NFKC')) typeOne(scene, character, shortcuts);
  };
  return { ...keys, typed };
}

function onAmount({ step, till }: KeyScene): boolean {
  return step === 'approved' || (step === 'idle' && till().view === 'amount');
}

function leaveSale(scene: KeyScene, how: 'reset' | 'cleared' | 'retry'): void {
  scene.charge({ type: 'dismissed' });
  scene.dispatch({ type: how });
}

function enter(scene: KeyScene): void {
  const { step, till } = scene;
  if ((step === 'approved' || step === 'declined') && scene.shownForMs() < RESULT_HELD_MS) return;
  if (step === 'approved') leaveSale(scene, 'reset');
  if (step === 'declined') retry(scene);
  if (step === 'unresolved') scene.charge({ type: 'askAgain' });
  if (step !== 'idle') return;
  if (till().view === 'amount') present(scene);
  else submitMember(scene);
}

/** The number alone, or with its emergency code once all of that is typed. */
function submitMember({ till, payByNumber, payByEmergency }: KeyScene): void {
  const { member, emergency, panel } = till();
  if (!member) return;
  if (panel !== 'emergency') payByNumber(member);
  else if (emergency.length === EMERGENCY_CODE_LENGTH) payByEmergency(member, emergency);
}

function retry(scene: KeyScene): void {
  leaveSale(scene, padTotal(scene.till().pad) > 0 ? 'retry' : 'cleared');
}

function present(scene: KeyScene): void {
  const { pad } = scene.till();
  if (isChargeable(pad)) scene.dispatch({ type: 'present' });
  else scene.refuse(isWhole(pad) ? 'amountFirst' : 'amountRefused');
}

function back(scene: KeyScene): void {
  const { step, till, dispatch } = scene;
  if (step === 'pin') leaveSale(scene, 'retry');
  if (step === 'approved') leaveSale(scene, 'reset');
  if (step === 'declined') leaveSale(scene, 'cleared');
  if (step !== 'idle') return;
  if (till().view === 'amount') dispatch({ type: 'pad', key: 'clear', maxMinor: scene.maxMinor });
  else if (till().panel === 'ways') dispatch({ type: 'backToAmount' });
  else dispatch({ type: 'panel', panel: till().panel === 'emergency' ? 'member' : 'ways' });
}

function typeOne(scene: KeyScene, character: string, shortcuts: Shortcuts): void {
  const { step, dispatch, maxMinor } = scene;
  if (onAmount(scene)) {
    const key = padKeyOf(character);
    const shortcut = shortcuts[character];
    if (shortcut) shortcut();
    else if (key) dispatch({ type: 'pad', key, maxMinor });
    return;
  }
  if (character === '/') back(scene);
  else if (step === 'pin') dispatch(character === '-' || character === '.' ? { type: 'deleted' } : { type: 'pinTyped', digits: character });
  else if (step === 'idle' && scene.till().panel === 'emergency') typeEmergency(character, dispatch);
  else if (step === 'idle') typeMember(character, dispatch);
}

function typeEmergency(character: string, dispatch: (event: TillEvent) => void): void {
  dispatch(character === '.' || character === '-' ? { type: 'deleted' } : { type: 'emergencyTyped', digits: character });
}

function typeMember(character: string, dispatch: (event: TillEvent) => void): void {
  if (character === '.') dispatch({ type: 'deleted' });
  else if (character === '+') dispatch({ type: 'panel', panel: 'camera' });
  else if (/[0-9A-Za-z-]/.test(character)) dispatch({ type: 'memberTyped', text: character });
}
