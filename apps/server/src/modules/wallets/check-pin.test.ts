import { type Id, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecretBox } from '../../platform/secret-box.ts';
import { checkPin } from './check-pin.ts';
import { getMemberWallet } from './get-member-wallet.ts';
import { pinMatches } from './pin.ts';
import { selectWallets } from './queries.ts';
import { resetPin } from './reset-pin.ts';
import { setOwnLimits } from './set-own-limits.ts';
import { setOwnPin } from './set-own-pin.ts';
import { spendingFacts } from './spending-facts.ts';
import { type PinVerdict, pinToCheck } from './wallet.ts';
import { callOf, memberActor, openWorld, operator, system, TIME_ZONE, type World } from './wallets.world.ts';
import { withPinProof } from './with-pin-proof.ts';

const TRIES = 20;
const PARTS = { secrets: createSecretBox('a secret of the tests, known to everybody'), timeZone: TIME_ZONE };
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.database.close());

async function walletWithPin(pin: string): Promise<{ memberId: Id<'member'>; walletId: Id<'wallet'> }> {
  const memberId = await world.addWallet();
  const wallet = await world.as(memberActor(memberId), (ctx) => setOwnPin(ctx, { pin, proof: { shown: false } }, PARTS));
  return { memberId, walletId: wallet.id };
}

const check = (walletId: Id<'wallet'>, pin: string) => world.as(system, (ctx) => checkPin(ctx, { walletId, pin }, PARTS.secrets));
const stateOf = async (memberId: Id<'member'>) => (await world.as(operator, (ctx) => getMemberWallet(ctx, { memberId }, TIME_ZONE))).pin;
const factsOf = async (walletId: Id<'wallet'>) => (await world.as(system, (ctx) => spendingFacts(ctx, [walletId])))[0];

test('a right PIN is right, a wrong one wrong, and a right one forgives the wrong ones before', async () => {
  const { memberId, walletId } = await walletWithPin('246810');
  for (let attempt = 0; attempt < 4; attempt += 1) expect(await check(walletId, '000000')).toBe('wrong');
  expect(await check(walletId, '246810')).toBe('right');
  for (let attempt = 0; attempt < 4; attempt += 1) expect(await check(walletId, '000000')).toBe('wrong');
  expect(await stateOf(memberId)).toBe('set');
});

test('twenty wrong PINs at once are five checks, then the PIN is locked, even for the right one', async () => {
  const { memberId, walletId } = await walletWithPin('246810');
  const before = await factsOf(walletId);
  const verdicts = await Promise.all(Array.from({ length: TRIES }, () => check(walletId, '000000')));
  // The fifth is told that it locks.
  expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(4);
  expect(verdicts.filter((verdict) => verdict === 'locked')).toHaveLength(TRIES - 4);
  expect(await check(walletId, '246810')).toBe('locked');
  expect(await stateOf(memberId)).toBe('locked');
  const after = await factsOf(walletId);
  expect(after).toMatchObject({ pin: 'locked', status: 'active' });
  expect(after?.fence).toBeGreaterThan(before?.fence ?? 0);
});

test('without the lock on the wallet the twenty tries would not be five: the test can tell', async () => {
  const { walletId } = await walletWithPin('246810');
  const verdicts = await Promise.all(
    Array.from({ length: TRIES }, () =>
      world.as(system, async (ctx): Promise<PinVerdict> => {
        const [wallet] = await selectWallets(ctx, [walletId]);
        const known = wallet ? pinToCheck(wallet) : 'unset';
        if (typeof known === 'string') return known;
        if (await pinMatches('000000', known, PARTS.secrets)) return 'right';
        await sql`update wallets.wallet set pin_failures = least(5, pin_failures + 1) where id = ${walletId}`.execute(ctx.tx);
        return 'wrong';
      }),
    ),
  );
  expect(verdicts.filter((verdict) => verdict === 'wrong').length).toBeGreaterThan(5);
});

test('a wrong PIN counts although the change that it was for is refused', async () => {
  const { memberId } = await walletWithPin('246810');
  const change = withPinProof(
    { database: world.database, secrets: PARTS.secrets },
    {
      pinOf: (input: { pin: string }) => input.pin,
      change: (ctx, { proof }) =>
        setOwnLimits(ctx, { transactionLimitMinor: toMinor(90_000), dayLimitMinor: toMinor(0), noPinFloorMinor: toMinor(0), proof }, TIME_ZONE),
    },
  );
  const raise = (pin: string) => change(callOf(memberActor(memberId)), { pin });
  for (let attempt = 0; attempt < 4; attempt += 1) await expect(raise('000000')).rejects.toThrow('wallets.pin_wrong');
  await expect(raise('000000')).rejects.toThrow('wallets.pin_locked');
  await expect(raise('246810')).rejects.toThrow('wallets.pin_locked');
  expect(await stateOf(memberId)).toBe('locked');
});

test('a locked PIN is cleared by staff, and the holder sets a new one without the old', async () => {
  const { memberId, walletId } = await walletWithPin('246810');
  for (let attempt = 0; attempt < 5; attempt += 1) await check(walletId, '000000');
  await world.as(operator, (ctx) => resetPin(ctx, { memberId }, TIME_ZONE));
  expect(await check(walletId, '246810')).toBe('unset');
  await world.as(memberActor(memberId), (ctx) => setOwnPin(ctx, { pin: '135791', proof: { shown: false } }, PARTS));
  expect(await check(walletId, '135791')).toBe('right');
});

test('a PIN is changed by whoever shows the present one, and not twice with one proof', async () => {
  const { memberId, walletId } = await walletWithPin('246810');
  const change = withPinProof(
    { database: world.database, secrets: PARTS.secrets },
    {
      pinOf: (input: { currentPin?: string }) => input.currentPin,
      change: (ctx, { proof }) => setOwnPin(ctx, { pin: '731904', proof }, PARTS),
    },
  );
  const call = callOf(memberActor(memberId));
  await expect(change(call, {})).rejects.toThrow('wallets.pin_required');
  await expect(change(call, { currentPin: '000000' })).rejects.toThrow('wallets.pin_wrong');
  const both = await Promise.allSettled([change(call, { currentPin: '246810' }), change(call, { currentPin: '246810' })]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await check(walletId, '731904')).toBe('right');
});

test('a PIN that is easy to guess is refused, and nothing is set', async () => {
  const memberId = await world.addWallet();
  for (const pin of ['123456', '111111', '980615'])
    await expect(world.as(memberActor(memberId), (ctx) => setOwnPin(ctx, { pin, proof: { shown: false } }, PARTS))).rejects.toThrow(
      'wallets.pin_weak',
    );
  expect(await stateOf(memberId)).toBe('unset');
});

test('of two first PINs at once one wins, and the other needs it', async () => {
  const memberId = await world.addWallet();
  const set = (pin: string) => world.as(memberActor(memberId), (ctx) => setOwnPin(ctx, { pin, proof: { shown: false } }, PARTS));
  const both = await Promise.allSettled([set('731904'), set('462875')]);
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('no audit record and no answer holds a PIN or its hash', async () => {
  const { memberId } = await walletWithPin('908172');
  const wallet = await world.as(operator, (ctx) => getMemberWallet(ctx, { memberId }, TIME_ZONE));
  const records = await world.as(system, (ctx) => sql`select before, after from audit.record where target_id = ${wallet.id}`.execute(ctx.tx));
  expect(records.rows).toEqual([{ before: { pin: 'unset' }, after: { pin: 'set' } }]);
  expect(JSON.stringify(wallet)).not.toMatch(/hash|salt|908172/i);
});
