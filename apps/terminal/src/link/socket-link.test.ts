import { newId } from '@tessera/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLink, type LinkEvent, PING_EVERY_MS, PONG_WITHIN_MS, RETRY_MS, type SocketLike } from './socket-link.ts';

class Peer implements SocketLike {
  readyState: WebSocket['readyState'] = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly got: unknown[] = [];
  closed = false;
  send(text: string) {
    this.got.push(JSON.parse(text));
  }
  close() {
    this.closed = true;
    this.readyState = 3;
  }
  accept() {
    this.readyState = 1;
    this.onopen?.();
    this.say({ type: 'ready', terminal: { name: 'Till 1' }, serverTime: new Date(Date.now() + 5_000).toISOString() });
  }
  say(message: unknown) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  hangUp() {
    this.readyState = 3;
    this.onclose?.();
  }
}

function scene() {
  const peers: Peer[] = [];
  const events: LinkEvent[] = [];
  const open = () => {
    const peer = new Peer();
    peers.push(peer);
    return peer;
  };
  const link = createLink({ token: 'secret', open, onEvent: (event) => events.push(event) });
  const peer = () => {
    const last = peers.at(-1);
    if (!last) throw new Error('no connection was opened');
    return last;
  };
  return { link, peers, peer, events };
}

const item = () => ({ key: newId<'payment'>(), amountMinor: 1250, credential: { kind: 'card', uid: '04A2B3C4' } });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the till’s line', () => {
  it('says who it is, and is online only when the server is ready', () => {
    const { link, peer } = scene();
    expect(link.charge(item())).toBe(false);
    peer().accept();
    expect(peer().got[0]).toEqual({ type: 'authenticate', token: 'secret' });
    expect(link.status()).toBe('online');
    expect(link.clockOffsetMs()).toBe(5_000);
  });

  it('pairs a refusal with the charge it belongs to', () => {
    const { link, peer, events } = scene();
    peer().accept();
    const first = item();
    const second = item();
    expect(link.charge(first)).toBe(true);
    expect(link.charge(second)).toBe(true);
    peer().say({ type: 'refused', id: 2, code: 'request.busy', params: {} });
    expect(events.at(-1)).toEqual({ type: 'refused', key: second.key, code: 'request.busy' });
  });

  it('tells every waiting charge that its answer is lost when the line drops, and comes back', () => {
    const { link, peer, peers, events } = scene();
    peer().accept();
    const sent = item();
    link.charge(sent);
    peer().hangUp();
    expect(events.at(-1)).toEqual({ type: 'lost', key: sent.key });
    expect(link.status()).toBe('offline');
    vi.advanceTimersByTime(RETRY_MS[0] ?? 0);
    expect(peers).toHaveLength(2);
    peer().accept();
    expect(link.status()).toBe('online');
  });

  it('waits longer after each failure', () => {
    const { peer, peers } = scene();
    for (const [index, pauseMs] of RETRY_MS.entries()) {
      peer().hangUp();
      vi.advanceTimersByTime(pauseMs - 1);
      expect(peers).toHaveLength(index + 1);
      vi.advanceTimersByTime(1);
      expect(peers).toHaveLength(index + 2);
    }
  });

  it('pings, and takes silence for a dead line', () => {
    const { link, peer } = scene();
    peer().accept();
    vi.advanceTimersByTime(PING_EVERY_MS);
    expect(peer().got.at(-1)).toEqual({ type: 'ping' });
    peer().say({ type: 'pong', serverTime: new Date().toISOString() });
    vi.advanceTimersByTime(PONG_WITHIN_MS);
    expect(link.status()).toBe('online');
    vi.advanceTimersByTime(PING_EVERY_MS);
    expect(link.status()).toBe('offline');
    expect(peer().closed).toBe(true);
  });

  it('stays away once it is revoked', () => {
    const { link, peer, peers, events } = scene();
    peer().accept();
    peer().say({ type: 'revoked' });
    vi.advanceTimersByTime(600_000);
    expect(events.at(-1)).toEqual({ type: 'revoked' });
    expect(link.status()).toBe('offline');
    expect(peers).toHaveLength(1);
  });

  it('does not stumble over a message it cannot read', () => {
    const { link, peer } = scene();
    peer().accept();
    peer().onmessage?.({ data: '{' });
    peer().say({ type: 'something new' });
    expect(link.status()).toBe('online');
  });
});
