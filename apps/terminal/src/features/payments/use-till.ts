import { MAX_AMOUNT_MINOR, type Minor, toMinor } from '@tessera/kernel';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTerminal } from '../../link/terminal-session.tsx';
import { isRepeat, routeText } from '../../scan/scan-router.ts';
import { type PadKey, padKeyOf, padTotal } from './amount-pad.ts';
import { type Charging, useCharging, useTone } from './charge-context.tsx';
import { PENDING_MAX } from './pending-sales.ts';
import { NEW_TILL, PIN_LENGTH, type Till, type TillEvent, type TillNotice, tillStep } from './till.ts';

const NOTICE_FOR_MS = 6_000;

export type TillControls = {
  till: Till;
  totalMinor: Minor;
  maxMinor: Minor;
  charging: Charging;
  dispatch: (event: TillEvent) => void;
  press: (key: PadKey) => void;
  scan: (text: string) => void;
  typed: (text: string, shortcuts: Readonly<Record<string, () => void>>) => void;
  entered: () => void;
  submitMember: () => void;
  back: () => void;
  deleteLast: () => void;
  nextSale: () => void;
};

/** The till's controls: where a touch, a key or a scan goes, by what is on the screen. */
export function useTill(): TillControls {
  const charging = useCharging();
  const { now, till, dispatch } = useTillState();
  const maxMinor = toMinor(Math.min(useTerminal().policy.maxAmountMinor, MAX_AMOUNT_MINOR));
  const payer = usePayer({ now, dispatch, charging });
  const { step } = charging.state;
  useResetBySale(charging, dispatch);

  const press = (key: PadKey) => dispatch({ type: 'pad', key, maxMinor });
  const nextSale = () => {
    charging.dispatch({ type: 'dismissed' });
    dispatch(step === 'approved' ? { type: 'reset' } : { type: 'cleared' });
  };
  const retry = () => {
    charging.dispatch({ type: 'dismissed' });
    dispatch({ type: 'retry' });
  };
  const submitMember = () => now.current.member && payer(now.current.member, 'typed');
  const entered = () => {
    if (step === 'approved') return nextSale();
    if (step === 'declined') return padTotal(now.current.pad) > 0 ? retry() : nextSale();
    if (step === 'unresolved') return charging.dispatch({ type: 'askAgain' });
    if (step !== 'idle') return undefined;
    if (now.current.view === 'present') return submitMember();
    return dispatch({ type: 'present' });
  };
  const back = () => {
    if (step === 'pin') return retry();
    if (step === 'approved' || step === 'declined') return nextSale();
    if (step !== 'idle') return undefined;
    if (now.current.view === 'amount') return press('clear');
    return dispatch(now.current.panel === 'ways' ? { type: 'backToAmount' } : { type: 'panel', panel: 'ways' });
  };
  const typed = (text: string, shortcuts: Readonly<Record<string, () => void>>) => {
    if (step === 'approved') nextSale();
    for (const character of text.normalize('NFKC')) {
      if (character === '/' && (step === 'pin' || step === 'declined' || (step === 'idle' && now.current.view === 'present'))) back();
      else if (step === 'pin') pinCharacter(character, dispatch);
      else if (step === 'idle' && now.current.view === 'present') memberCharacter(character, dispatch);
      else if (step === 'idle' || step === 'approved') amountCharacter(character, { press, shortcuts });
    }
  };
  const deleteLast = () => (step === 'idle' && now.current.view === 'amount' ? press('delete') : dispatch({ type: 'deleted' }));

  return {
    till,
    totalMinor: padTotal(till.pad),
    maxMinor,
    charging,
    dispatch,
    press,
    scan: (text) => payer(text, 'scan'),
    typed,
    entered,
    submitMember,
    back,
    deleteLast,
    nextSale,
  };
}

/** The state in hand and on the screen: two keys in one turn must both count. */
function useTillState() {
  const now = useRef<Till>(NEW_TILL);
  const [till, setTill] = useState<Till>(NEW_TILL);
  const dispatch = useCallback((event: TillEvent) => {
    now.current = tillStep(now.current, event);
    setTill(now.current);
  }, []);
  useEffect(() => {
    if (!till.notice) return;
    const timer = setTimeout(() => dispatch({ type: 'noticed', notice: null }), NOTICE_FOR_MS);
    return () => clearTimeout(timer);
  }, [till.notice, dispatch]);
  return { now, till, dispatch };
}

type PayerOptions = { now: { current: Till }; dispatch: (event: TillEvent) => void; charging: Charging };

/** Takes what was scanned or typed for the payer, and charges; says so plainly when it cannot. */
function usePayer({ now, dispatch, charging }: PayerOptions): (text: string, source: 'scan' | 'typed') => void {
  const tone = useTone();
  const last = useRef<{ text: string; atMs: number } | null>(null);
  return (text, source) => {
    const { step } = charging.state;
    const atMs = performance.now();
    const repeated = source === 'scan' && isRepeat(last.current, text, atMs);
    last.current = { text, atMs };
    if (repeated || (step !== 'idle' && step !== 'declined' && step !== 'approved')) return;
    const notice = (kind: TillNotice) => {
      tone('attention');
      dispatch({ type: 'noticed', notice: kind });
    };
    if (step !== 'idle') charging.dispatch({ type: 'dismissed' });
    const route = routeText(text, source);
    const totalMinor = padTotal(now.current.pad);
    if (route.kind === 'foreign') return notice(route.wallet);
    if (route.kind === 'unreadable') return notice('unreadable');
    if (totalMinor === 0) return notice('amountFirst');
    if (charging.aside.waiting.length >= PENDING_MAX) return notice('tooManyPending');
    charging.present(totalMinor, route.credential);
  };
}

/** An approved or set-aside sale leaves no amount behind; a PIN screen starts empty, and six digits are sent. */
function useResetBySale(charging: Charging, dispatch: (event: TillEvent) => void): void {
  const { state } = charging;
  const over = state.step === 'approved' && !state.restored;
  useEffect(() => {
    if (over) dispatch({ type: 'reset' });
  }, [over, dispatch]);
  useEffect(() => {
    if (state.step === 'pin') dispatch({ type: 'pinCleared' });
  }, [state, dispatch]);
}

/** Sends the PIN as soon as it is complete. */
export function usePinSending(till: Till, charging: Charging): void {
  const latest = useRef(charging);
  useEffect(() => {
    latest.current = charging;
  });
  useEffect(() => {
    if (till.pin.length === PIN_LENGTH && latest.current.state.step === 'pin') latest.current.enterPin(till.pin);
  }, [till.pin]);
}

function amountCharacter(character: string, on: { press: (key: PadKey) => void; shortcuts: Readonly<Record<string, () => void>> }): void {
  const key = padKeyOf(character);
  const shortcut = on.shortcuts[character];
  if (shortcut) shortcut();
  else if (key) on.press(key);
}

function pinCharacter(character: string, dispatch: (event: TillEvent) => void): void {
  if (character === '-' || character === '.') dispatch({ type: 'deleted' });
  else dispatch({ type: 'pinTyped', digits: character });
}

function memberCharacter(character: string, dispatch: (event: TillEvent) => void): void {
  if (character === '.') dispatch({ type: 'deleted' });
  else if (character === '+') dispatch({ type: 'panel', panel: 'camera' });
  else if (/[0-9A-Za-z-]/.test(character)) dispatch({ type: 'memberTyped', text: character });
}
