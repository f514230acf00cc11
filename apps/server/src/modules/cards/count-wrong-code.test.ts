import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../platform/ctx.ts';
import { spendingFacts } from '../wallets/index.ts';
import { countWrong, isLocked } from './card.ts';
import { type Holder, openWorld, secrets, system, type World } from './cards.world.ts';
import { countWrongCode } from './count-wrong-code.ts';
import { findCredentials } from './find-credentials.ts';
import { openPayCode } from './open-pay-code.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

const later = (ctx: Ctx, seconds: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + seconds * 1000) });
const currentHandle = async (holder: Holder) => (await world.as(holder.actor, (ctx) => openPayCode(ctx, secrets))).handle;
const wrong = (handle: string, afterSeconds = 0) => world.as(system, (ctx) => countWrongCode(later(ctx, afterSeconds), handle));
const fenceOf = async (holder: Holder) => (await world.as(system, (ctx) => spendingFacts(ctx, [holder.walletId])))[0]?.fence ?? Number.NaN;

test('the fifth wrong code at once locks the handle, raises the fence once, and later ones do not prolong the lock', async () => {
  const holder = await world.addHolder();
  const handle = await currentHandle(holder);
  const before = await fenceOf(holder);
  const counted = await Promise.all(Array.from({ length: 20 }, () => wrong(handle)));
  expect(counted.filter((one) => one.lockedUntil === null)).toHaveLength(4);
  expect(new Set(counted.flatMap((one) => one.lockedUntil?.getTime() ?? [])).size).toBe(1);
  expect(await fenceOf(holder)).toBe(before + 1);
  const [facts] = await world.as(system, (ctx) => findCredentials(ctx, [{ kind: 'code', handle }], secrets));
  expect(facts?.lockedUntil?.getTime()).toBe(counted.at(-1)?.lockedUntil?.getTime());
});

test('without the lock on the row wrong codes at once would be lost: the test can tell', async () => {
  const handle = await currentHandle(await world.addHolder());
  const counted = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.as(system, async (ctx) => {
        const { rows } = await sql<{ at: Date[]; until: Date | null }>`
          select wrong_code_at as at, locked_until as until from cards.card where handle = ${handle}`.execute(ctx.tx);
        const codes = { wrongCodeAt: rows[0]?.at ?? [], lockedUntil: rows[0]?.until ?? null };
        if (isLocked(codes, ctx.now)) return codes;
        const next = countWrong(codes, ctx.now);
        await sql`update cards.card set wrong_code_at = ${next.wrongCodeAt}, locked_until = ${next.lockedUntil} where handle = ${handle}`.execute(
          ctx.tx,
        );
        return next;
      }),
    ),
  );
  expect(counted.filter((one) => one.lockedUntil === null).length).toBeGreaterThan(4);
});

test('four wrong codes now and one eleven minutes later lock nothing; the lock ends by itself', async () => {
  const handle = await currentHandle(await world.addHolder());
  for (let code = 0; code < 4; code += 1) await wrong(handle);
  expect(await wrong(handle, 660)).toEqual({ lockedUntil: null });
  for (let code = 0; code < 3; code += 1) await wrong(handle, 660);
  expect((await wrong(handle, 660)).lockedUntil).not.toBeNull();
  expect((await wrong(handle, 660 + 599)).lockedUntil).not.toBeNull();
  expect(await wrong(handle, 660 + 601)).toEqual({ lockedUntil: null });
});

test('a handle that nobody has counts nothing', async () => {
  expect(await wrong('000000000')).toEqual({ lockedUntil: null });
});
