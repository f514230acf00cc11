import { MAX_AMOUNT_MINOR, type Minor, toMinor } from '@tessera/kernel';
import type { PayerWallet } from '@tessera/rules';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Tone } from '../../device/sound.ts';
import { useTone } from '../../device/use-tone.ts';
import { useTerminal } from '../../link/terminal-session.tsx';
import { useShift } from '../../link/use-shift.ts';
import { useShownFor } from '../../parts/use-shown-for.ts';
import { type Credential, isRepeat, routeText } from '../../scan/scan-router.ts';
import { type AmountPad, isWhole, padTotal } from './amount-pad.ts';
import { type Charging, useCharging } from './charge-context.tsx';
import { type Direct, useDirect } from './direct-context.tsx';
import { isOver } from './direct-flow.ts';
import { PENDING_MAX } from './pending-sales.ts';
import { NEW_TILL, PIN_LENGTH, type Till, type TillEvent, type TillNotice, tillStep } from './till.ts';
import { type TillKeys, tillKeys } from './till-keys.ts';

const NOTICE_FOR_MS = 6_000;

export type TillControls = TillKeys & {
  till: Till;
  totalMinor: Minor;
  maxMinor: Minor;
  charging: Charging;
  dispatch: (event: TillEvent) => void;
  scan: (text: string) => void;
  direct: Direct;
  /** Opens the field for cash or a slip, or says why not. */
  openPanel: (panel: 'cash' | 'slip') => void;
};

/** The till's state and controls, for touches, keys and scans alike. */
export function useTill(): TillControls {
  const charging = useCharging();
  const direct = useDirect();
  const methods = useShift().data;
  const tone = useTone();
  const { now, till, dispatch } = useTillState(tone);
  const maxMinor = toMinor(Math.min(useTerminal().policy.maxAmountMinor, MAX_AMOUNT_MINOR));
  const refuse = (notice: TillNotice) => {
    tone('attention');
    dispatch({ type: 'noticed', notice });
  };
  const { pay, payByEmergency, openPanel } = usePayer({ now, refuse, charging, direct, ways: methods, dispatch });
  useResetBySale(charging, dispatch);
  useResetByDirect(direct, dispatch);
  const shownForMs = useShownFor(charging.state.step);
  const keys = tillKeys({
    step: charging.state.step,
    till: () => now.current,
    maxMinor,
    dispatch,
    charge: charging.dispatch,
    payByNumber: (memberNumber) => pay(memberNumber, 'typed'),
    payByEmergency,
    shownForMs,
    refuse,
  });
  return { ...keys, till, totalMinor: padTotal(till.pad), maxMinor, charging, dispatch, scan: (text) => pay(text, 'scan'), direct, openPanel };
}

/** The state in hand and on the screen: two keys in one turn must both count. */
function useTillState(tone: (tone: Tone) => void) {
  const now = useRef<Till>(NEW_TILL);
  const [till, setTill] = useState<Till>(NEW_TILL);
  const sound = useRef(tone);
  useEffect(() => {
    sound.current = tone;
  });
  const dispatch = useCallback((event: TillEvent) => {
    now.current = tillStep(now.current, event);
    setTill(now.current);
    // A key that was refused is heard, since a cashier who types does not look.
    if (event.type === 'pad' && now.current.pad.note !== null) sound.current('attention');
  }, []);
  useEffect(() => {
    if (!till.notice) return;
    const timer = setTimeout(() => dispatch({ type: 'noticed', notice: null }), NOTICE_FOR_MS);
    return () => clearTimeout(timer);
  }, [till.notice, dispatch]);
  return { now, till, dispatch };
}

type PayerOptions = {
  now: { current: Till };
  refuse: (notice: TillNotice) => void;
  charging: Charging;
  direct: Direct;
  /** What the till can be paid by, and its open shift; undefined until the server said so. */
  ways: NonNullable<ReturnType<typeof useShift>['data']> | undefined;
  dispatch: (event: TillEvent) => void;
};

/** Takes what was scanned or typed for the payer, and charges; says so plainly when it cannot. */
function usePayer({ now, refuse, charging, direct, ways, dispatch }: PayerOptions) {
  const last = useRef<{ text: string; atMs: number; pad: AmountPad } | null>(null);
  const withTotal = (sell: (totalMinor: Minor) => void) => {
    const { pad } = now.current;
    const totalMinor = padTotal(pad);
    if (totalMinor === 0) return refuse('amountFirst');
    if (!isWhole(pad)) return refuse('amountRefused');
    if (charging.aside.waiting.length >= PENDING_MAX) return refuse('tooManyPending');
    sell(totalMinor);
  };
  const present = (credential: Credential) => withTotal((totalMinor) => charging.present(totalMinor, credential));
  const presentCode = (wallet: PayerWallet, code: string) => {
    if (ways && !ways.methods.includes(wallet)) return refuse(`${wallet}Off`);
    withTotal((totalMinor) => direct.start(totalMinor, wallet, { by: 'code', code }));
  };
  const openPanel = (panel: 'cash' | 'slip') => {
    const method = panel === 'cash' ? 'cash' : 'bankCard';
    if (charging.state.step !== 'idle' || !isOver(direct.state)) return;
    if (ways && !ways.methods.includes(method)) return refuse(`${method}Off`);
    if (panel === 'cash' && ways && !ways.shift) return refuse('noShift');
    withTotal(() => {
      dispatch({ type: 'present' });
      dispatch({ type: 'panel', panel });
    });
  };
  const pay = (text: string, source: 'scan' | 'typed') => {
    const { step } = charging.state;
    const atMs = performance.now();
    const { pad } = now.current;
    // The same card for an amount that was typed since is a new sale.
    const isNewAmount = padTotal(pad) > 0 && pad !== last.current?.pad;
    const repeated = source === 'scan' && !isNewAmount && isRepeat(last.current, text, atMs);
    last.current = { text, atMs, pad };
    if (!isOver(direct.state) || repeated || (step !== 'idle' && step !== 'declined' && step !== 'approved')) return;
    if (step !== 'idle') charging.dispatch({ type: 'dismissed' });
    if (direct.state.step !== 'idle') direct.dispatch({ type: 'dismissed' });
    const route = routeText(text, source);
    if (route.kind === 'foreign') return refuse(route.wallet);
    if (route.kind === 'payer') return presentCode(route.wallet, route.code);
    if (route.kind === 'unreadable') return refuse('unreadable');
    present(route.credential);
  };
  const payByEmergency = (memberNumber: string, emergencyCode: string) => {
    if (charging.state.step === 'idle') present({ kind: 'emergency', memberNumber, emergencyCode });
  };
  return { pay, payByEmergency, openPanel };
}

/** A paid sale leaves no amount behind. */
function useResetBySale(charging: Charging, dispatch: (event: TillEvent) => void): void {
  const { state } = charging;
  const over = state.step === 'approved' && !state.restored;
  useEffect(() => {
    if (over) dispatch({ type: 'reset' });
  }, [over, dispatch]);
}

/** A direct sale that is paid leaves no amount behind either. */
function useResetByDirect({ state }: Direct, dispatch: (event: TillEvent) => void): void {
  const isPaid = state.step === 'ended' && state.sale.state === 'paid';
  useEffect(() => {
    if (isPaid) dispatch({ type: 'reset' });
  }, [isPaid, dispatch]);
}

/** Sends the PIN as soon as it is complete, and forgets it at once: a wrong one must not be sent a second time, since five lock it. */
export function usePinSending({ till, charging, dispatch }: TillControls): void {
  const latest = useRef(charging);
  useEffect(() => {
    latest.current = charging;
  });
  useEffect(() => {
    if (till.pin.length !== PIN_LENGTH) return;
    dispatch({ type: 'pinCleared' });
    latest.current.enterPin(till.pin);
  }, [till.pin, dispatch]);
}
