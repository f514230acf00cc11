import { newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../platform/ctx.ts';
import type { SettledEntry } from '../channels/index.ts';
import type { BillLine } from './bill-line.ts';
import { insertBill, insertLines, selectBill } from './bill-queries.ts';
import { insertDifferences, insertEntries } from './match-queries.ts';
import { selectDifferences } from './queries.ts';
import { createReconciliationWorld, DAY, type ReconciliationWorld } from './reconciliation.world.ts';

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliationWorld();
});
afterAll(() => world.close());

/** What one number is on either side: nothing, or an amount of few, so that both equal and other ones occur. */
const side = fc.option(fc.integer({ min: 1, max: 3 }));
const movements = fc.array(fc.record({ kind: fc.constantFrom('payment' as const, 'refund' as const), theirs: side, ours: side }), { maxLength: 30 });
const NOON = new Date(`${DAY}T12:00:00+08:00`);
class Undo extends Error {}

/** Runs in a transaction that leaves nothing behind. */
async function apart<Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result> {
  const held: { result?: Result } = {};
  await world
    .act(async (ctx) => {
      held.result = await work(ctx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return held.result as Result; // Set before the transaction was undone.
}

test('the differences are those that a plain comparison finds, number by number', async () => {
  const property = fc.asyncProperty(movements, async (all) => {
    const found = await apart(async (ctx) => {
      const bill = await enter(ctx, all);
      await insertDifferences(ctx, bill);
      // A second run adds nothing.
      expect(await insertDifferences(ctx, bill)).toBe(0);
      return selectDifferences(ctx, { limit: 200 });
    });
    const expected = all.flatMap(({ kind, theirs, ours }, place) => {
      if (theirs === ours) return [];
      const what = ours === null ? 'long' : theirs === null ? 'short' : 'amount';
      return [`${kind} n${place} ${what} ${theirs ?? '-'} ${ours ?? '-'}`];
    });
    const seen = found.map((row) => `${row.entry_kind} ${row.number} ${row.kind} ${row.channel_minor ?? '-'} ${row.our_minor ?? '-'}`);
    expect(seen.sort()).toEqual(expected.sort());
  });
  await fc.assert(property, { numRuns: 40 });
});

async function enter(ctx: Ctx, all: readonly { kind: 'payment' | 'refund'; theirs: number | null; ours: number | null }[]) {
  const id = newId<'bill'>(ctx.now.getTime());
  const bill = { id, channel_key: 'wechat', business_on: DAY, source: 'fetched' as const, state: 'matching' as const, claim: newId() };
  await insertBill(ctx, { ...bill, beat_at: ctx.now, created_at: ctx.now });
  const lines = all.flatMap(({ kind, theirs }, place): BillLine[] =>
    theirs === null
      ? []
      : [
          {
            lineNo: place,
            kind,
            number: `n${place}`,
            outTradeNo: `o${place}`,
            transactionNo: '',
            amountMinor: toMinor(theirs),
            feeMilli: 0,
            at: NOON,
          },
        ],
  );
  const entries = all.flatMap(({ kind, ours }, place): SettledEntry[] =>
    ours === null
      ? []
      : [{ kind, id: newId(), orderId: newId<'order'>(), number: `n${place}`, outTradeNo: `o${place}`, amountMinor: toMinor(ours), at: NOON }],
  );
  await insertLines(ctx, bill, lines);
  await insertEntries(ctx, 'wechat', entries);
  const row = await selectBill(ctx, id);
  if (!row) throw new Error('it was entered just now');
  return row;
}
