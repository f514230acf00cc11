import { AppError, chargeItem, type OutputOf, payments, type SocketMessage, type Terminal, terminals } from '@tessera/contract';
import { z } from 'zod';
import { answerWriter } from '../../platform/http/answer-writer.ts';
import { toAppError } from '../../platform/http/problem.ts';
import type { Charger } from './charger.ts';
import type { TerminalFacts } from './terminal-facts.ts';

/** The part of a WebSocket that a till's session needs. */
export type Socket = {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  on(event: 'message', listener: (data: Buffer) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
};

/** What the back office tells an open till. `policy` makes the server send the terminal anew; `revoked` also ends the connection. */
export type TillNews = { type: 'revoked' } | { type: 'policy' } | { type: 'payments' } | { type: 'message'; text: string; sentAt: string };

export type TillParts = {
  charge: Charger;
  findTerminal: (token: string) => TerminalFacts | undefined | Promise<TerminalFacts | undefined>;
  /** The terminal as its own route shows it. */
  describe: (terminal: TerminalFacts) => Promise<OutputOf<typeof terminals.getOwnTerminal>>;
  /** @throws AppError `request.rate_limited` when this terminal sends too many. */
  countCharges: (terminal: TerminalFacts, count: number) => void;
  /** Calls the listener whenever a payment of this terminal is in the lists. Answers how to stop. */
  followPayments: (terminalId: string, listener: () => void) => () => void;
  /** The device has shown itself. */
  onSeen: (terminalId: TerminalFacts['terminalId']) => void;
  onFault: (error: unknown) => void;
  clock: () => Date;
};

/** Tills that are connected to this process. */
export type Tills = {
  serve(socket: Socket): void;
  tell(terminalId: string, news: TillNews): Promise<void>;
  closeAll(): void;
};

const AUTHENTICATE_WITHIN_MS = 5_000;
/** The same text that the HTTP route answers. */
const writeAnswer = answerWriter(payments.charge);
/** Charges of one connection that may be under way at once. */
const UNDER_WAY_MAX = 256;
/** WebSocket close codes: from 4000 on they are ours. */
const CLOSE = { goingAway: 1001, malformed: 1008, unauthenticated: 4401, revoked: 4403 };

const socketRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('authenticate'), token: z.string().min(20).max(200) }),
  z.object({ type: z.literal('charge'), id: z.int().min(0), charge: z.unknown() }),
  z.object({ type: z.literal('ping') }),
]);

type SocketRequest = z.infer<typeof socketRequest>;

/** The schema, except for what a till sends all day: whether the charge in it is one is seen later, and answered. @throws ZodError, SyntaxError */
function readRequest(bytes: Buffer): SocketRequest {
  const message: { type?: unknown; id?: unknown; charge?: unknown } | null = JSON.parse(bytes.toString('utf8'));
  if (message?.type !== 'charge' || !Number.isSafeInteger(message.id) || Number(message.id) < 0) return socketRequest.parse(message);
  return { type: 'charge', id: Number(message.id), charge: message.charge };
}

/** The device is looked up anew for every charge, in memory, so that a revoked one is refused even before the news reaches it. */
type Session = { socket: Socket; token: string; terminalId: string; underWay: number; closed: boolean; unfollow: () => void };

export function createTills(parts: TillParts): Tills {
  const sessions = new Set<Session>();
  return {
    serve(socket) {
      const session: Session = { socket, token: '', terminalId: '', underWay: 0, closed: false, unfollow: () => {} };
      sessions.add(session);
      const timer = setTimeout(() => session.token || socket.close(CLOSE.unauthenticated, 'authenticate first'), AUTHENTICATE_WITHIN_MS);
      socket.on('close', () => {
        clearTimeout(timer);
        session.closed = true;
        session.unfollow();
        sessions.delete(session);
      });
      socket.on('message', (data) => {
        receive(parts, session, data).catch((error: unknown) => {
          if (!toAppError(error) && !(error instanceof SyntaxError)) parts.onFault(error);
          socket.close(CLOSE.malformed, 'malformed');
        });
      });
    },
    async tell(terminalId, news) {
      for (const session of sessions) if (session.terminalId === terminalId) await tellOne(parts, session, news);
    },
    closeAll() {
      for (const { socket } of sessions) socket.close(CLOSE.goingAway, 'the server stops');
    },
  };
}

async function tellOne(parts: TillParts, session: Session, news: TillNews): Promise<void> {
  if (news.type === 'policy') {
    const terminal = await parts.findTerminal(session.token);
    if (terminal) send(session, { type: 'policy', terminal: await view(parts, terminal) });
    return;
  }
  send(session, news);
  if (news.type === 'revoked') session.socket.close(CLOSE.revoked, 'revoked');
}

async function receive(parts: TillParts, session: Session, bytes: Buffer): Promise<void> {
  const message = readRequest(bytes);
  if (message.type === 'ping') return send(session, { type: 'pong', serverTime: parts.clock().toISOString() });
  const token = message.type === 'authenticate' ? message.token : session.token;
  const found = parts.findTerminal(token);
  const terminal = found instanceof Promise ? await found : found;
  if (!terminal) return session.socket.close(CLOSE.unauthenticated, 'unknown or revoked device');
  parts.onSeen(terminal.terminalId);
  if (message.type === 'charge') return answerCharge(parts, session, { terminal, id: message.id, charge: message.charge });
  session.token = token;
  session.terminalId = terminal.terminalId;
  if (session.closed) return;
  session.unfollow();
  session.unfollow = parts.followPayments(terminal.terminalId, () => send(session, { type: 'payments' }));
  send(session, { type: 'ready', terminal: await view(parts, terminal), serverTime: parts.clock().toISOString() });
}

async function answerCharge(parts: TillParts, session: Session, asked: { terminal: TerminalFacts; id: number; charge: unknown }): Promise<void> {
  session.underWay += 1;
  try {
    parts.countCharges(asked.terminal, 1);
    if (session.underWay > UNDER_WAY_MAX) throw new AppError('request.busy');
    const answer = await parts.charge(asked.terminal, chargeItem.parse(asked.charge));
    session.socket.send(`{"type":"answer","id":${asked.id},"answer":${writeAnswer(answer)}}`);
  } catch (error) {
    const refusal = toAppError(error) ?? new AppError('request.failed');
    if (refusal.code === 'request.failed') parts.onFault(error);
    send(session, { type: 'refused', id: asked.id, code: refusal.code, params: refusal.params });
  } finally {
    session.underWay -= 1;
  }
}

async function view(parts: TillParts, terminal: TerminalFacts): Promise<Terminal> {
  return z.encode(terminals.getOwnTerminal.response, await parts.describe(terminal));
}

function send(session: Session, message: SocketMessage): void {
  session.socket.send(JSON.stringify(message));
}
