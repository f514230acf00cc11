import type { Terminal } from '@tessera/contract';
import type { ClientOf } from '@tessera/contract/client';
import { TILL_ROUTES } from '@tessera/contract/till-routes';
import { errorKey, terminalClient } from '@tessera/ui';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { openSocket } from './open-socket.ts';
import { createLink, type Link, type LinkEvent, type LinkStatus } from './socket-link.ts';
import { readSession, type StoredSession, writeSession } from './stored-session.ts';

export type TillClient = ClientOf<typeof TILL_ROUTES>;

export type TerminalSession = {
  phase: 'new' | 'enrolled' | 'revoked';
  terminal: Terminal | null;
  client: TillClient;
  status: LinkStatus;
  /** Now by the server's clock, in ms. */
  nowMs: () => number;
  enrol: (session: StoredSession) => void;
  /** Forgets the token: by the cashier's wish, or because the server no longer knows it. */
  leave: (why: 'forgotten' | 'revoked') => void;
  charge: Link['charge'];
  reconnect: () => void;
  listen: (listener: (event: LinkEvent) => void) => () => void;
};

const SessionContext = createContext<TerminalSession | null>(null);
const GONE = ['request.unauthenticated', 'terminals.revoked', 'terminals.unknown'];

/** Holds the device's token and its one open line to the server, for every screen of the till. */
export function TerminalSessionProvider(props: { children: ReactNode }) {
  const [session, setSession] = useState<StoredSession | null>(readSession);
  const [phase, setPhase] = useState<TerminalSession['phase']>(session ? 'enrolled' : 'new');
  const token = session?.token ?? null;
  const client = useMemo(() => terminalClient(TILL_ROUTES, () => token), [token]);
  const keep = useCallback((next: StoredSession | null, nextPhase: TerminalSession['phase']) => {
    writeSession(next);
    setSession(next);
    setPhase(nextPhase);
  }, []);
  const leave = useCallback((why: 'forgotten' | 'revoked') => keep(null, why === 'revoked' ? 'revoked' : 'new'), [keep]);
  const onTerminal = useCallback((terminal: Terminal) => setSession((before) => keepTerminal(before, terminal)), []);
  const line = useLine(token, { onTerminal, onRevoked: () => leave('revoked') });
  useStillKnown({ client, status: line.status, enrolled: token !== null, onGone: () => leave('revoked') });

  const value = useMemo<TerminalSession>(
    () => ({ phase, terminal: session?.terminal ?? null, client, leave, enrol: (next) => keep(next, 'enrolled'), ...line }),
    [phase, session, client, keep, leave, line],
  );
  return <SessionContext value={value}>{props.children}</SessionContext>;
}

export function useTerminalSession(): TerminalSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useTerminalSession needs a TerminalSessionProvider above it');
  return session;
}

/** The terminal of a screen that only an enrolled till shows. */
export function useTerminal(): Terminal {
  const { terminal } = useTerminalSession();
  if (!terminal) throw new Error('this screen needs an enrolled terminal');
  return terminal;
}

export function useLinkEvents(onEvent: (event: LinkEvent) => void): void {
  const { listen } = useTerminalSession();
  const latest = useRef(onEvent);
  useEffect(() => {
    latest.current = onEvent;
  });
  useEffect(() => listen((event) => latest.current(event)), [listen]);
}

function keepTerminal(before: StoredSession | null, terminal: Terminal): StoredSession | null {
  if (!before) return before;
  const next = { ...before, terminal };
  writeSession(next);
  return next;
}

type LineOptions = { onTerminal: (terminal: Terminal) => void; onRevoked: () => void };

function useLine(token: string | null, options: LineOptions) {
  const [link, setLink] = useState<Link | null>(null);
  const [listeners] = useState(() => new Set<(event: LinkEvent) => void>());
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    if (token === null) return;
    const opened = createLink({
      token,
      open: () => openSocket(`${location.origin.replace(/^http/, 'ws')}/api/terminal/socket`),
      onEvent: (event) => {
        if (event.type === 'ready' || event.type === 'policy') latest.current.onTerminal(event.terminal);
        if (event.type === 'revoked') latest.current.onRevoked();
        for (const listener of [...listeners]) listener(event);
      },
    });
    setLink(opened);
    const wake = () => opened.status() === 'offline' && opened.reconnect();
    window.addEventListener('online', wake);
    return () => {
      window.removeEventListener('online', wake);
      setLink(null);
      opened.stop();
    };
  }, [token, listeners]);
  const status = useSyncExternalStore(
    useCallback((listener: () => void) => link?.subscribe(listener) ?? (() => {}), [link]),
    () => link?.status() ?? 'connecting',
  );
  return useMemo(
    () => ({
      status,
      nowMs: () => Date.now() + (link?.clockOffsetMs() ?? 0),
      charge: (item: Parameters<Link['charge']>[0]) => link?.charge(item) ?? false,
      reconnect: () => link?.reconnect(),
      listen: (listener: (event: LinkEvent) => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    }),
    [status, link, listeners],
  );
}

/** When the line is down, asks over HTTP whether the server still knows this device: a revoked till must say so and not wait for ever. */
function useStillKnown(options: { client: TillClient; status: LinkStatus; enrolled: boolean; onGone: () => void }): void {
  const { client, status, enrolled } = options;
  const latest = useRef(options.onGone);
  useEffect(() => {
    latest.current = options.onGone;
  });
  useEffect(() => {
    if (!enrolled || status !== 'offline') return;
    const ask = new AbortController();
    client.terminals.getOwnTerminal({}, { signal: ask.signal }).catch((error: unknown) => {
      if (!ask.signal.aborted && GONE.includes(errorKey(error))) latest.current();
    });
    return () => ask.abort();
  }, [client, status, enrolled]);
}
