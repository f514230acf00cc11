import type { ChargeAnswerWire, SocketMessage, SocketRequest, Terminal } from '@tessera/contract';
import type { Id } from '@tessera/kernel';

/** The till's open line to the server: it says who it is, keeps itself alive, comes back by itself, and pairs answers with charges. */
export type LinkStatus = 'connecting' | 'online' | 'offline';
export type LinkEvent =
  | { type: 'ready' | 'policy'; terminal: Terminal }
  | { type: 'answered'; answer: ChargeAnswerWire }
  | { type: 'refused'; key: Id<'payment'>; code: string }
  | { type: 'lost'; key: Id<'payment'> }
  | { type: 'message'; text: string; sentAt: string }
  | { type: 'payments' }
  | { type: 'revoked' };

export type ChargeItemWire = { key: Id<'payment'>; amountMinor: number; credential: unknown; pin?: string };
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
};
export type LinkOptions = { token: string; open: () => SocketLike; onEvent: (event: LinkEvent) => void };
export type Link = {
  status: () => LinkStatus;
  /** Server time minus the clock of this device. */
  clockOffsetMs: () => number;
  subscribe: (listener: () => void) => () => void;
  /** False when the line is not open: nothing was sent. */
  charge: (item: ChargeItemWire) => boolean;
  reconnect: () => void;
  stop: () => void;
};

export const PING_EVERY_MS = 20_000;
export const PONG_WITHIN_MS = 8_000;
const READY_WITHIN_MS = 8_000;
export const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const OPEN = 1;

export function createLink(options: LinkOptions): Link {
  const line = new Line(options);
  line.connect();
  return {
    status: () => line.status,
    clockOffsetMs: () => line.clockOffsetMs,
    subscribe: (listener) => {
      line.listeners.add(listener);
      return () => line.listeners.delete(listener);
    },
    charge: (item) => line.charge(item),
    reconnect: () => line.connect(),
    stop: () => line.stop(),
  };
}

class Line {
  status: LinkStatus = 'connecting';
  clockOffsetMs = 0;
  readonly listeners = new Set<() => void>();
  private readonly options: LinkOptions;
  private readonly waiting = new Map<number, Id<'payment'>>();
  private socket: SocketLike | undefined;
  private failures = 0;
  private lastId = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LinkOptions) {
    this.options = options;
  }

  connect(): void {
    this.drop();
    const socket = this.options.open();
    this.socket = socket;
    this.expectWithin(READY_WITHIN_MS);
    socket.onopen = () => this.send({ type: 'authenticate', token: this.options.token });
    socket.onmessage = (event) => {
      const message = readMessage(event.data);
      if (message) this.receive(message);
    };
    socket.onclose = () => this.lose();
  }

  charge(item: ChargeItemWire): boolean {
    if (this.status !== 'online' || this.socket?.readyState !== OPEN) return false;
    this.lastId += 1;
    this.waiting.set(this.lastId, item.key);
    this.send({ type: 'charge', id: this.lastId, charge: item });
    return true;
  }

  stop(): void {
    this.drop();
    this.setStatus('offline');
  }

  private receive(message: SocketMessage): void {
    const tell = this.options.onEvent;
    switch (message.type) {
      case 'ready':
        this.ready(message.serverTime);
        tell({ type: 'ready', terminal: message.terminal });
        break;
      case 'pong':
        clearTimeout(this.deadline);
        this.setClock(message.serverTime);
        break;
      case 'answer':
        this.waiting.delete(message.id);
        tell({ type: 'answered', answer: message.answer });
        break;
      case 'refused':
        this.refuse(message.id, message.code);
        break;
      case 'revoked':
        this.stop();
        tell(message);
        break;
      case 'policy':
      case 'message':
      case 'payments':
        tell(message);
        break;
    }
  }

  private ready(serverTime: string): void {
    clearTimeout(this.deadline);
    this.failures = 0;
    this.setClock(serverTime);
    this.setStatus('online');
    clearInterval(this.pingTimer);
    this.pingTimer = setInterval(() => {
      this.send({ type: 'ping' });
      this.expectWithin(PONG_WITHIN_MS);
    }, PING_EVERY_MS);
  }

  private refuse(id: number, code: string): void {
    const key = this.waiting.get(id);
    this.waiting.delete(id);
    if (key) this.options.onEvent({ type: 'refused', key, code });
  }

  /** A line that is silent for too long is dead, even if no one closed it. */
  private expectWithin(ms: number): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => this.lose(), ms);
  }

  private lose(): void {
    this.drop();
    this.setStatus('offline');
    this.retryTimer = setTimeout(() => this.connect(), RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)]);
    this.failures += 1;
  }

  /** Lets go of the socket; whoever waits for an answer on it is told that it is lost. */
  private drop(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.deadline);
    clearInterval(this.pingTimer);
    const socket = this.socket;
    this.socket = undefined;
    if (socket) {
      socket.onopen = null;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    }
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const key of lost) this.options.onEvent({ type: 'lost', key });
  }

  private send(request: SocketRequest): void {
    if (this.socket?.readyState === OPEN) this.socket.send(JSON.stringify(request));
  }

  private setClock(serverTime: string): void {
    const offsetMs = Date.parse(serverTime) - Date.now();
    if (Number.isFinite(offsetMs)) this.clockOffsetMs = offsetMs;
  }

  private setStatus(status: LinkStatus): void {
    if (this.status === status) return;
    this.status = status;
    for (const listener of this.listeners) listener();
  }
}

/** A message that cannot be read is dropped: the answer it may have carried is asked for by key. */
function readMessage(text: unknown): SocketMessage | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return isMessage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMessage(value: unknown): value is SocketMessage {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
