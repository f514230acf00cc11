/** A closure against what others do meanwhile: who was closed before, two workers, who is forgotten, and a clerk of one department. */
import { newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYSTEM } from '../src/modules/funding/funding.world.ts';
import { type ClosuresWorld, createClosuresWorld } from './closures.world.ts';
import { codeOf } from './world.ts';

let world: ClosuresWorld;
beforeAll(async () => {
  world = await createClosuresWorld();
});
afterAll(() => world?.close());

const TIME = { timeout: 90_000 };
const memberOf = (memberId: Parameters<typeof world.admin.client.members.getMember>[0]['memberId']) =>
  world.admin.client.members.getMember({ memberId });

test('taking a closure back opens nobody who was closed before it, and somebody who was not', TIME, async () => {
  const [before, active] = [await world.member(world.admin, { balanceMinor: 30_00 }), await world.member(world.admin, { balanceMinor: 40_00 })];
  await world.admin.client.members.closeMembers({ memberIds: [before.memberId], reason: '休学' });
  for (const [member, status] of [
    [before, 'closed'],
    [active, 'active'],
  ] as const) {
    const row = await world.closeToPayable(member);
    expect(row).toMatchObject({ wasActive: status === 'active' });
    expect(await world.cashier.client.closures.undoClosure({ closureId: row.id })).toMatchObject({ state: 'undone' });
    expect(await memberOf(member.memberId)).toMatchObject({ status });
    expect(await world.wallet(member)).toMatchObject({ balanceMinor: row.ownMinor });
  }
});
