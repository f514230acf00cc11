/** Vouchers that nobody has taken yet: whom they keep from leaving, and how they end. */
import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, eventually, type MemberPerson } from '../../../test/world.ts';
import { expireVouchers } from './expire-vouchers.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';
import { hasVouchersWaiting } from './waiting-vouchers.ts';

const DAY_SECONDS = 86_400;
let world: RedemptionsWorld;
let wash: Id<'item'>;

beforeAll(async () => {
  world = await createRedemptionsWorld();
  wash = await world.item();
});
afterAll(() => world.close());

const book = (of: MemberPerson) =>
  of.client.redemptions.bookRedemption({ itemId: wash, pin: PIN, parts: [part(world.ours, 20)], cashMinor: 1_167 }, { key: newId() });

test('neither a member nor a merchant leaves while a voucher waits', async () => {
  const { admin, merchant } = world;
  const member = await world.member({ ours: 30 });
  const booked = await book(member);
  const round = await admin.client.closures.createClosureRound({ memberNumbers: [member.memberNumber], reason: '毕业' });
  const rows = async () => (await admin.client.closures.listClosures({ closureRoundId: round.id })).items;
  await eventually(async () => expect(await rows()).toMatchObject([{ state: 'blocked', problem: 'voucher_waiting' }]));
  const waitsAt = () => world.system((ctx) => hasVouchersWaiting(ctx, merchant.organizationId));
  expect(await waitsAt()).toBe(true);
  await member.client.redemptions.cancelOwnRedemption({ redemptionId: booked.id });
  const [row] = await rows();
  if (!row) throw new Error('a round has its leaver');
  expect(await admin.client.closures.recheckClosure({ closureId: row.id })).toMatchObject({ state: 'ready', problem: null });
});

test('a suspended merchant takes no voucher; whose waits there is told, and cancels it', async () => {
  const { admin, merchant, till } = world;
  const member = await world.member({ ours: 30 });
  const booked = await book(member);
  const voucherCode = booked.voucherCode ?? 'none';
  const { organizationId } = merchant;
  await admin.client.organizations.updateMerchant({ organizationId, status: 'suspended' });
  expect(await codeOf(till.client.redemptions.lookAtVoucher({ voucherCode }))).toBe('redemptions.merchant_suspended');
  expect(await codeOf(till.client.redemptions.takeVoucher({ voucherCode }))).toBe('redemptions.merchant_suspended');
  const told = async () => (await member.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind);
  await eventually(async () => expect(await told()).toContain('redemption.merchantSuspended'));
  await member.client.redemptions.cancelOwnRedemption({ redemptionId: booked.id });
  expect(await world.held(member)).toEqual([30, 0, 10_000]);
  await admin.client.organizations.updateMerchant({ organizationId, status: 'active' });
  const again = await book(member);
  expect(await till.client.redemptions.takeVoucher({ voucherCode: again.voucherCode ?? 'none' })).toMatchObject({ state: 'taken' });
  expect(await world.faults()).toEqual([]);
});

/** Last: it moves the clock by weeks. */
test('a voucher that nobody takes ends after its last day and gives everything back', async () => {
  const member = await world.member({ ours: 30 });
  const booked = await book(member);
  const faults: unknown[] = [];
  const expire = () => expireVouchers(world.database, (fault) => faults.push(fault));
  world.pass(29 * DAY_SECONDS);
  await expire();
  const state = async () => (await member.client.redemptions.getOwnRedemption({ redemptionId: booked.id })).state;
  await member.client.identity.signInWithPassword({ userName: member.memberNumber, password: 'correct horse battery' });
  expect(await state()).toBe('waiting');
  world.pass(3 * DAY_SECONDS);
  await member.client.identity.signInWithPassword({ userName: member.memberNumber, password: 'correct horse battery' });
  expect(await Promise.all([expire(), expire()]).then(([one, other]) => one + other)).toBeGreaterThan(0);
  expect([await state(), await world.held(member), faults]).toEqual(['expired', [30, 0, 10_000], []]);
  expect(await expire()).toBe(0);
  expect(
    await codeOf(world.till.client.redemptions.takeVoucher({ voucherCode: booked.voucherCode ?? 'none' }, { key: newId(world.clock().getTime()) })),
  ).toBe('redemptions.voucher_over');
  expect(await world.faults()).toEqual([]);
});
