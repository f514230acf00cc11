import type { PayoutResult } from '@tessera/contract';
import { type Id, newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../test/world.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { makePayoutBatch } from './make-payout-batch.ts';
import { dueAfter, stateAfter } from './payout.ts';
import { insertBatch, newPayoutId, selectPayout } from './payout-queries.ts';
import { only, type PayoutsWorld, payoutsWorld } from './payouts.world.ts';
import { recordPayoutResult, turnPayout } from './record-payout-result.ts';

let world: PayoutsWorld;
beforeEach(async () => {
  world = await payoutsWorld();
});
afterEach(() => world?.close());

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Somebody has made a batch and not yet committed while another makes one: `how` says with or without the lock. */
async function twoMakers(how: (ctx: Ctx) => Promise<unknown>): Promise<unknown[]> {
  await world.sign(world.merchantIds[0]);
  await world.closedMarch();
  const [made, commit] = [gate(), gate()];
  const first = world.as(world.maker, async (ctx) => {
    await makePayoutBatch(ctx);
    made.open();
    await commit.opened;
  });
  await made.opened;
  const second = world.as(world.checker, how).then(
    () => 'made',
    (error: unknown) => error,
  );
  await eventually(async () => {
    const { rows } = await world.system((ctx) =>
      sql`select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`.execute(ctx.tx),
    );
    if (rows.length === 0) throw new Error('nobody waits');
  });
  commit.open();
  await first;
  return [await second];
}

test('two who make a batch at once put nothing into two', async () => {
  expect(await twoMakers(makePayoutBatch)).toEqual([expect.objectContaining({ code: 'settlement.nothing_to_pay_out' })]);
  expect(await world.faults()).toEqual([]);
});

test('without the lock the database alone would refuse the second one: the control', async () => {
  const unlocked = async (ctx: Ctx) => {
    const [one] = await dueAfter(ctx, { afterId: undefined, limit: 10 });
    if (!one?.terms) throw new Error('nothing is due');
    const [batchId, payoutId] = [newId<'payoutBatch'>(), newPayoutId(ctx)];
    const nobody = { released_by: null, released_by_name: null, released_at: null, cancelled_by_name: null, cancelled_at: null };
    const decided = { reason: null, decided_by: null, decided_by_name: null, decided_at: null };
    const { contractId: contract_id, holder, bank, tail: account_tail } = one.terms;
    await insertBatch(ctx, {
      batch: {
        ...{ id: batchId, number: 'P20260402-99', state: 'drafted', payout_count: 1, amount_minor: one.amountMinor },
        ...{ made_by: newId<'staff'>(), made_by_name: '丙', made_at: ctx.now, taken_by_name: null, taken_at: null },
        ...nobody,
      },
      payouts: [
        {
          ...{ id: payoutId, batch_id: batchId, reference: 'P20260402-99-0001', merchant_id: one.merchantId, amount_minor: one.amountMinor },
          ...{ contract_id, holder, bank, account_tail, state: 'drafted' },
          ...decided,
        },
      ],
      parts: one.parts.map(({ payableId, takingsStatementId, amountMinor }) => ({
        ...{ payout_id: payoutId, payable_id: payableId, takings_statement_id: takingsStatementId },
        ...{ amount_minor: amountMinor, is_live: true },
      })),
    });
  };
  expect(await twoMakers(unlocked)).toEqual([expect.objectContaining({ constraint: 'payout_part_once' })]);
});

test('of two answers at once one counts; without the row’s lock the database refuses the other', async () => {
  await world.sign(world.merchantIds[0]);
  await world.closedMarch();
  const line = only((await world.sent()).lines);
  const said = await Promise.allSettled([world.say(line.id, 'refused'), world.say(line.id, 'refused'), world.say(line.id, 'paid')]);
  const after = await world.system((ctx) => selectPayout(ctx, line.id));
  expect(after?.state).toMatch(/^(refused|returned)$/);
  expect(said.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(2);
  expect(await world.owed(world.merchantIds[0])).toBe(2_200);
  expect(await world.faults()).toEqual([]);
  // Who read it before it was decided, and took no lock.
  if (!after) throw new Error('it is there');
  const stale = world.as(world.checker, (ctx) => turnPayout(ctx, { ...after, state: 'sent' }, { state: 'paid', reason: null }));
  await expect(stale).rejects.toThrow(/does not become paid/);
});

test('a crash after the books moved leaves nothing of it', async () => {
  await world.sign(world.merchantIds[0]);
  await world.closedMarch();
  const line = only((await world.sent()).lines);
  const crash = world.as(world.maker, async (ctx) => {
    await recordPayoutResult(ctx, { payoutId: line.id, result: 'paid' });
    throw new Error('the power went');
  });
  await expect(crash).rejects.toThrow('the power went');
  const after = await world.system((ctx) => selectPayout(ctx, line.id));
  expect([await world.owed(world.merchantIds[0]), after?.state]).toEqual([2_200, 'sent']);
  await world.say(line.id, 'paid');
  expect(await world.owed(world.merchantIds[0])).toBe(0);
  expect(await world.faults()).toEqual([]);
});

test('the bank’s word turns a pay-out once, and never back', () => {
  expect([stateAfter('sent', 'paid'), stateAfter('paid', 'paid'), stateAfter('refused', 'paid'), stateAfter('drafted', 'paid')]).toEqual([
    'paid',
    'same',
    undefined,
    undefined,
  ]);
  expect([stateAfter('sent', 'refused'), stateAfter('paid', 'refused'), stateAfter('returned', 'refused'), stateAfter('dropped', 'refused')]).toEqual(
    ['refused', 'returned', 'same', undefined],
  );
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('serve' as const), agreed: fc.nat(9_999), side: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('takeBack' as const), pick: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('close' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('batch' as const), isReleased: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('answer' as const), pick: fc.nat(30), result: fc.constantFrom('paid' as const, 'refused' as const) }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;
/** Lets one refusal pass; anything else is a failure. */
const unless = (code: string) => (error: unknown) => {
  if (!(error instanceof Error && 'code' in error && error.code === code)) throw error;
  return undefined;
};

/** Plays steps one after the other, over as many months as it takes. */
function player() {
  let months = 0;
  const given: ReturnType<PayoutsWorld['redemption']>[] = [];
  const lines: Id<'payout'>[] = [];
  const nth = <Row>(rows: readonly Row[], pick: number) => rows[pick % Math.max(1, rows.length)];
  const serve = async (agreed: number, side: number) => {
    const served = world.redemption({ merchantId: world.merchantIds[side] ?? newId<'organization'>(), agreedMinor: toMinor(agreed) });
    given.push(served);
    await world.write(served);
  };
  const takeBack = async (pick: number) => {
    const original = nth(given, pick);
    if (!original) return;
    given.splice(given.indexOf(original), 1);
    await world.write({ ...original, id: newId(), kind: 'reversal', reverses: original.id });
  };
  const close = async () => {
    world.setClock(new Date(Date.UTC(2026, 3 + months, 2, 4)).toISOString());
    const month = new Date(Date.UTC(2026, 2 + months, 1)).toISOString().slice(0, 7);
    // Before anything was served there is no month to close.
    const isClosed = await world.closeMonth(month).then(() => true, unless('settlement.period_unknown'));
    if (isClosed) months += 1;
  };
  const putTogether = async (isReleased: boolean) => {
    const made = await world.make().catch(unless('settlement.nothing_to_pay_out'));
    if (!made) return;
    await (isReleased ? world.release(made.id) : world.cancel(made.id));
    if (isReleased) lines.push(...(await world.linesOf(made.id)).map(({ id }) => id));
  };
  const answer = async (pick: number, result: PayoutResult) => {
    const payoutId = nth(lines, pick);
    if (payoutId) await world.say(payoutId, result).catch(unless('settlement.payout_not_now'));
  };
  return (one: Step): Promise<void> => {
    if (one.act === 'serve') return serve(one.agreed, one.side);
    if (one.act === 'takeBack') return takeBack(one.pick);
    if (one.act === 'close') return close();
    return one.act === 'batch' ? putTogether(one.isReleased) : answer(one.pick, one.result);
  };
}

test('whatever is served, closed, batched and answered: paid, under way and due are together what closed months owe', async () => {
  for (const merchantId of world.merchantIds) await world.sign(merchantId, { minPayoutMinor: 3_000 });
  const play = player();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
      for (const one of steps) await play(one);
      expect(await world.faults()).toEqual([]);
      const { rows } = await world.system((ctx) =>
        sql<{ issued: number; taken: number }>`select
          (select coalesce(sum(agreed_minor), 0)::bigint from settlement.payable where issued_at is not null) as issued,
          (select coalesce(sum(amount_minor), 0)::bigint from settlement.payout where state in ('sent', 'paid')) as taken`.execute(ctx.tx),
      );
      const open = (await world.due()).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(open).toBe((rows[0]?.issued ?? 0) - (rows[0]?.taken ?? 0));
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
