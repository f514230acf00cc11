import { useQueryClient } from '@tanstack/react-query';
import { type Minor, newId } from '@tessera/kernel';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useDeviceSettings } from '../../device/device-settings.tsx';
import { playTone } from '../../device/sound.ts';
import type { LinkEvent } from '../../link/socket-link.ts';
import { type TerminalSession, useLinkEvents, useTerminalSession } from '../../link/terminal-session.tsx';
import type { Credential } from '../../scan/scan-router.ts';
import type { Answer, ChargeEvent, ChargeState } from './charge-flow.ts';
import { type ChargePorts, type ChargeRuntime, createChargeRuntime } from './charge-runtime.ts';
import { dropPending, keepPending, type PendingSale, readPending } from './pending-sales.ts';
import { type AsideSales, useAsideSales } from './use-aside-sales.ts';

export type Charging = {
  state: ChargeState;
  present: (amountMinor: Minor, credential: Credential) => void;
  enterPin: (pin: string) => void;
  dispatch: (event: ChargeEvent) => void;
  /** Sales whose result is still open and that no longer hold up the till. */
  aside: AsideSales;
};

const ChargeContext = createContext<Charging | null>(null);
const ASK_WITHIN_MS = 5_000;

/** Runs the till's one sale at a time, above the pages, so that it goes on whatever page is open. */
export function ChargeProvider(props: { children: ReactNode }) {
  const session = useTerminalSession();
  const { volume } = useDeviceSettings();
  const refresh = useRefreshPayments();
  const world = useRef({ session, volume, settled: (_: Answer) => {} });
  const [runtime] = useState<ChargeRuntime>(() => createChargeRuntime(portsOf(world)));
  const state = useSyncExternalStore(runtime.subscribe, runtime.getState);
  const aside = useAsideSales(session, state);
  useEffect(() => {
    world.current = { session, volume, settled: aside.settle };
  });
  useRestoredSale(runtime);
  useLinkEvents((event) => onLinkEvent(event, { runtime, refresh }));
  useEffect(() => {
    if (state.step === 'approved') refreshSoon(refresh);
    if (state.step === 'unresolved' && session.status === 'online') {
      const timer = setTimeout(() => runtime.dispatch({ type: 'askAgain' }), 15_000);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [state.step, session.status, refresh, runtime]);

  const value = useMemo<Charging>(
    () => ({
      state,
      aside,
      dispatch: runtime.dispatch,
      present: (amountMinor, credential) => {
        const nowMs = session.nowMs();
        runtime.dispatch({ type: 'presented', key: newId(nowMs), amountMinor, credential, at: new Date(nowMs).toISOString() });
      },
      enterPin: (pin) => {
        const nowMs = session.nowMs();
        runtime.dispatch({ type: 'pinEntered', key: newId(nowMs), pin, at: new Date(nowMs).toISOString() });
      },
    }),
    [state, aside, runtime, session],
  );
  return <ChargeContext value={value}>{props.children}</ChargeContext>;
}

export function useCharging(): Charging {
  const charging = useContext(ChargeContext);
  if (!charging) throw new Error('useCharging needs a ChargeProvider above it');
  return charging;
}

/** Plays a tone at this device's volume. */
export function useRefreshPayments(): () => void {
  const queries = useQueryClient();
  return useMemo(() => () => void queries.invalidateQueries({ queryKey: ['payments'] }), [queries]);
}

/** Now for the list, and again when the server has had the time to add the sale to its totals. */
function refreshSoon(refresh: () => void): void {
  refresh();
  for (const afterMs of [1_200, 4_000]) setTimeout(refresh, afterMs);
}

type World = { session: TerminalSession; volume: number; settled: (answer: Answer) => void };

function portsOf(world: { current: World }): ChargePorts {
  return {
    sendBySocket: ({ key, amountMinor, credential, pin }) => world.current.session.charge({ key, amountMinor, credential, ...(pin ? { pin } : {}) }),
    sendByHttp: ({ key, amountMinor, credential, pin }) => {
      if (!credential) return Promise.reject(new Error('a sale without a payer is never sent'));
      return world.current.session.client.payments.charge({ amountMinor, credential, ...(pin ? { pin } : {}) }, { key });
    },
    find: (key) => world.current.session.client.payments.findCharge({ key }, { signal: AbortSignal.timeout(ASK_WITHIN_MS) }),
    keep: keepPending,
    drop: dropPending,
    settled: (answer) => world.current.settled(answer),
    sound: (tone) => playTone(tone, world.current.volume),
    later: (run, afterMs) => setTimeout(run, afterMs),
    nowMs: () => world.current.session.nowMs(),
  };
}

/** At the start the newest open sale is asked for in full view; older ones are asked for aside. */
function useRestoredSale(runtime: ChargeRuntime): void {
  useEffect(() => {
    const last: PendingSale | undefined = readPending().at(-1);
    if (last) runtime.dispatch({ type: 'restored', ...last });
  }, [runtime]);
}

function onLinkEvent(event: LinkEvent, on: { runtime: ChargeRuntime; refresh: () => void }): void {
  const { runtime, refresh } = on;
  if (event.type === 'answered' || event.type === 'refused' || event.type === 'lost') runtime.dispatch(event);
  if (event.type === 'payments') refresh();
  if (event.type === 'ready') {
    runtime.dispatch({ type: 'askAgain' });
    refresh();
  }
}
