import type { Sale } from '@tessera/contract';
import { newId, toMinor } from '@tessera/kernel';
import { expect, it } from 'vitest';
import { type DirectEvent, type DirectOrder, directStep, NO_SALE, parsePendingDirect, secondsOpen } from './direct-flow.ts';

const order: DirectOrder = {
  key: newId(),
  method: 'wechat',
  amountMinor: toMinor(1_280),
  at: '2026-03-02T04:00:00.000Z',
  pay: { by: 'code', code: '134567890123456789' },
};
const { key } = order;
const sale = (state: Sale['state']): Sale => ({ id: key, state, method: 'wechat', amountMinor: toMinor(1_280) }) as Sale; // Only these are looked at.
const run = (...events: DirectEvent[]) => events.reduce(directStep, NO_SALE);
const started: DirectEvent = { type: 'started', order };

it('ends when the server says so, and only then', () => {
  expect(run(started).step).toBe('sending');
  expect(run(started, { type: 'told', sale: sale('waiting') }).step).toBe('waiting');
  expect(run(started, { type: 'told', sale: sale('waiting') }, { type: 'told', sale: sale('paid') })).toMatchObject({ step: 'ended' });
  expect(run(started, { type: 'told', sale: sale('waiting') }, { type: 'dismissed' }).step).toBe('waiting');
});

it('an answer that was lost is asked for, and sent again a bounded number of times', () => {
  const lost: DirectEvent = { type: 'lost', key };
  const missing: DirectEvent = { type: 'missing', key };
  expect(run(started, lost)).toMatchObject({ step: 'sending', isLost: true, sends: 1 });
  expect(run(started, lost, missing)).toMatchObject({ isLost: false, sends: 2 });
  expect(run(started, lost, missing, lost, missing, lost, missing, lost, missing)).toMatchObject({ isLost: true, sends: 3 });
});

it('a refusal ends the first send, but not one that may have arrived before', () => {
  expect(run(started, { type: 'refused', key, code: 'channels.off' })).toMatchObject({ step: 'refused', code: 'channels.off' });
  expect(run(started, { type: 'refused', key, code: 'request.failed' })).toMatchObject({ step: 'sending', isLost: true });
  expect(run(started, { type: 'lost', key }, { type: 'missing', key }, { type: 'refused', key, code: 'channels.off' })).toMatchObject({
    isLost: true,
  });
});

it('a sale of before a reload is asked for and never sent again', () => {
  const restored: DirectEvent = { type: 'restored', order };
  expect(run(restored)).toMatchObject({ step: 'sending', isLost: true, order: { pay: null } });
  expect(run(restored, { type: 'missing', key })).toEqual(NO_SALE);
});

it('only one sale is under way, and it can be set aside while it waits', () => {
  expect(run(started, { type: 'started', order: { ...order, key: newId() } })).toMatchObject({ order: { key } });
  expect(run(started, { type: 'told', sale: sale('waiting') }, { type: 'setAside' })).toEqual(NO_SALE);
  expect(run(started, { type: 'setAside' }).step).toBe('sending');
});

it('what cannot be read of the stored list is left out', () => {
  const { pay: _, ...kept } = order;
  expect(parsePendingDirect([kept, null, { ...kept, key: 'x' }, { ...kept, method: 'shell' }, { ...kept, at: 'now' }])).toEqual([kept]);
  expect(parsePendingDirect('x')).toEqual([]);
});

it('is waited for since it was opened, also after a reload', () => {
  const openedMs = Date.parse(order.at);
  const restored = run({ type: 'restored', order });
  expect(restored).toMatchObject({ order: { at: order.at } });
  expect(secondsOpen(order.at, openedMs + 95_900)).toBe(95);
  expect(secondsOpen(order.at, openedMs - 5_000)).toBe(0);
});
