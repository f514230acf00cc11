import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

let world: RedemptionsWorld;
beforeAll(async () => {
  world = await createRedemptionsWorld();
});
afterAll(() => world?.close());

test('when a deposit is used up people are told, grants are refused, or redemptions as well, as the operator wants it', async () => {
  const { admin, finance, issuer, ours } = world;
  const itemId = await world.item();
  const issuerId = issuer.organizationId;
  const member = await world.member({ ours: 90 });
  const book = (of: MemberPerson) => of.client.redemptions.bookRedemption({ itemId, parts: [part(ours, 30)], cashMinor: 0, pin: PIN });
  const grant = () => issuer.client.loyalty.grantPoints({ pointsProgrammeId: ours, memberId: member.memberId, points: 1 });
  const whenUsedUp = (value: 'warn' | 'refuseGrants' | 'refuseRedemptions') =>
    admin.client.settings.updateSetting({ key: 'deposits.whenUsedUp', value });
  await admin.client.deposits.setIssuerDeposit({ issuerId, lowMinor: 0 });
  await grant();
  await book(member);
  await whenUsedUp('refuseGrants');
  expect(await codeOf(grant())).toBe('deposits.used_up');
  await book(member);
  await whenUsedUp('refuseRedemptions');
  expect(await codeOf(book(member))).toBe('deposits.points_suspended');
  // Two redemptions are open; 28.50 more covers one, and one fen less does not.
  const payIn = async (amountMinor: number) => {
    const slip = { issuerId, amountMinor, reference: `S-${amountMinor}`, paidOn: world.clock().toISOString().slice(0, 10) };
    const { id: depositSlipId } = await admin.client.deposits.enterDepositSlip(slip);
    await finance.client.deposits.confirmDepositSlip({ depositSlipId });
  };
  await payIn(8_549);
  expect(await codeOf(book(member))).toBe('deposits.points_suspended');
  await payIn(1);
  await book(member);
  expect(await admin.client.deposits.getIssuerDeposit({ issuerId })).toMatchObject({ balanceMinor: 8_550, unbilledMinor: 8_550, availableMinor: 0 });
  expect(await codeOf(grant())).toBe('deposits.used_up');
  expect(await world.faults()).toEqual([]);
});
