import { ProblemError } from '@tessera/contract/client';
import { type Minor, newId } from '@tessera/kernel';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useReducer, useRef } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { type TerminalSession, useLinkEvents, useTerminalSession } from '../../link/terminal-session.tsx';
import { useRefreshPayments } from './charge-context.tsx';
import {
  type DirectEvent,
  type DirectOrder,
  type DirectPay,
  type DirectState,
  directStep,
  dropPendingDirect,
  isOver,
  keepPendingDirect,
  NO_SALE,
  openOrder,
  readPendingDirect,
} from './direct-flow.ts';
import { type DirectAside, useDirectAside } from './use-direct-aside.ts';

export type Direct = {
  state: DirectState;
  start: (amountMinor: Minor, method: DirectOrder['method'], pay: DirectPay) => void;
  dispatch: (event: DirectEvent) => void;
  /** Asks the channel now. */
  check: () => void;
  /** The till waits no longer. */
  giveUp: () => void;
  aside: DirectAside;
};

const DirectContext = createContext<Direct | null>(null);
const POLL_MS = 1_200;
const ASK_WITHIN_MS = 8_000;

/** Runs the till's one direct sale above the pages, so that it goes on whatever page is open. */
export function DirectProvider(props: { children: ReactNode }) {
  const session = useTerminalSession();
  const { client, nowMs } = session;
  const [state, dispatch] = useReducer(directStep, NO_SALE);
  const order = openOrder(state);
  const poll = usePoll(session, order, dispatch);
  const aside = useDirectAside(client, order?.key);
  useSending(state, session, dispatch);
  useFollowing(state, poll);
  useEnd(state);
  useRestored(dispatch);

  const value = useMemo<Direct>(() => {
    const ask = (act: 'checkSale' | 'giveUpSale') => {
      if (!order) return;
      client.sales[act]({ saleId: order.key }).then((sale) => dispatch({ type: 'told', sale }), poll);
    };
    return {
      state,
      aside,
      dispatch,
      check: () => ask('checkSale'),
      giveUp: () => ask('giveUpSale'),
      start: (amountMinor, method, pay) => {
        if (!isOver(state)) return;
        const at = nowMs();
        const next: DirectOrder = { key: newId(at), amountMinor, method, at: new Date(at).toISOString(), pay };
        keepPendingDirect(next);
        dispatch({ type: 'started', order: next });
      },
    };
  }, [state, aside, client, nowMs, order, poll]);
  return <DirectContext value={value}>{props.children}</DirectContext>;
}

export function useDirect(): Direct {
  const direct = useContext(DirectContext);
  if (!direct) throw new Error('useDirect needs a DirectProvider above it');
  return direct;
}

type Dispatch = (event: DirectEvent) => void;

/** Each send of a sale goes out once. */
function useSending(state: DirectState, { client }: TerminalSession, dispatch: Dispatch): void {
  const sent = useRef('');
  useEffect(() => {
    if (state.step !== 'sending' || state.isLost || !state.order.pay) return;
    const { order, sends } = state;
    const turn = `${order.key} ${sends}`;
    if (sent.current === turn) return;
    sent.current = turn;
    send(client, order, order.pay).then(
      (sale) => dispatch({ type: 'told', sale }),
      (error: unknown) =>
        dispatch(error instanceof ProblemError ? { type: 'refused', key: order.key, code: error.code } : { type: 'lost', key: order.key }),
    );
  }, [state, client, dispatch]);
}

function send(client: TerminalSession['client'], { key, amountMinor }: DirectOrder, pay: DirectPay | null) {
  const options = { key, signal: AbortSignal.timeout(15_000) };
  if (pay?.by === 'code') return client.sales.takeCodeSale({ amountMinor, code: pay.code }, options);
  if (pay?.by === 'cash') return client.sales.takeCashSale({ amountMinor, tenderedMinor: pay.tenderedMinor }, options);
  if (pay?.by === 'slip') return client.sales.takeSlipSale({ amountMinor, reference: pay.reference, cardLastFour: pay.cardLastFour }, options);
  return Promise.reject(new Error('a sale of before a reload is never sent again'));
}

function usePoll({ client }: TerminalSession, order: DirectOrder | undefined, dispatch: Dispatch): () => void {
  const saleId = order?.key;
  return useCallback(() => {
    if (!saleId) return;
    client.sales.getTerminalSale({ saleId }, { signal: AbortSignal.timeout(ASK_WITHIN_MS) }).then(
      (sale) => dispatch({ type: 'told', sale }),
      (error: unknown) => {
        if (error instanceof ProblemError && error.code === 'sales.unknown') dispatch({ type: 'missing', key: saleId });
      },
    );
  }, [client, saleId, dispatch]);
}

/** While nobody knows: at each word from the server, and again and again. */
function useFollowing(state: DirectState, poll: () => void): void {
  const isOpen = state.step === 'waiting' || (state.step === 'sending' && state.isLost);
  useLinkEvents((event) => {
    if (isOpen && (event.type === 'payments' || event.type === 'ready')) poll();
  });
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(poll, POLL_MS);
    return () => clearInterval(timer);
  }, [isOpen, poll]);
}

/** The end is heard, written off, and shown in the lists. */
function useEnd(state: DirectState): void {
  const tone = useTone();
  const refresh = useRefreshPayments();
  const latest = useRef(tone);
  useEffect(() => {
    latest.current = tone;
  });
  useEffect(() => {
    if (state.step !== 'ended' && state.step !== 'refused') return;
    dropPendingDirect(state.step === 'ended' ? state.sale.id : state.order.key);
    latest.current(state.step === 'ended' && state.sale.state === 'paid' ? 'approved' : 'declined');
    refresh();
  }, [state, refresh]);
}

function useRestored(dispatch: Dispatch): void {
  useEffect(() => {
    const last = readPendingDirect().at(-1);
    if (last) dispatch({ type: 'restored', order: last });
  }, [dispatch]);
}
