import { newId } from '@tessera/kernel';
import type { MemberPerson, Person } from '../world.ts';
import type { Crop, Side } from './ground.ts';
import type { Place } from './plant.ts';

const PHONES: Readonly<Record<Side, string>> = { a: '13733330001', b: '13744440002' };

/** Somebody who looks after the member, with limits set, and an invitation that nobody has used. */
export async function plantGuardian({ world, admin, side }: Place, child: MemberPerson): Promise<{ guardian: Person; crop: Crop }> {
  const { memberId } = child;
  const name = `guardian-${side}-ithaca`;
  const guardian = await world.member(admin, { name, phone: PHONES[side] });
  const { id } = await admin.client.guardians.linkGuardian(
    { memberId, bornOn: '2014-05-06', name, phone: PHONES[side], relation: 'mother', consentOnPaper: true },
    { key: newId() },
  );
  const limits = { transactionLimitMinor: null, dayLimitMinor: 90_000, noPinFloorMinor: null, refusedCategories: [] };
  await guardian.client.guardians.setChildLimits({ ...limits, guardianshipId: id });
  await admin.client.guardians.inviteGuardians({ memberIds: [memberId] }, { key: newId() });
  return { guardian, crop: { nouns: [['guardianshipId', 'member', id]], marks: [['member', name]] } };
}
