/** A department of the operator as somebody bounded to it knows it: a member in it, and what belongs to that member. */
import type { Permission } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { type MemberPerson, PASSWORD, type Person, type TillDevice } from '../world.ts';
import type { Crop } from './ground.ts';
import { type Place, pushDevice } from './plant.ts';
import { plantReissue } from './plant-cards.ts';
import type { Owner } from './tables.ts';

/** Every right over members and what is theirs: each of these holds for the members of some departments only. */
const CLERK: Permission[] = [
  ...(['members.read', 'members.write', 'members.import', 'members.readSensitive', 'members.erase', 'privacy.read'] as const),
  ...(['cards.read', 'cards.write', 'wallets.read', 'wallets.write', 'payments.read', 'payments.refund', 'payments.topUp'] as const),
  ...(['notifications.read', 'notifications.write'] as const),
];

const UIDS = { a: 'EE55FF66', b: '77AA88BB' };
const BROKEN_UIDS = { a: '9E55FF66', b: '97AA88BB' };
const PHONES = { a: '13733330003', b: '13744440004' };

type Pupil = Pick<MemberPerson, 'memberId' | 'memberNumber'>;
type Classroom = Place & { owner: Owner /** Of the privacy notice. */; version: number };

/** A department of the operator, with a member in it and a clerk who is bounded to it. */
export async function plantClass({ world, admin, owner, side, version }: Classroom): Promise<{ clerk: Person; pupil: Pupil; crop: Crop }> {
  const { client } = admin;
  const { id: departmentId } = await client.organizations.createDepartment({ name: `school-${side}-lhasa` }, { key: newId() });
  const pupil = await world.member(admin, { name: `pupil-${side}-leh`, phone: PHONES[side] });
  await client.members.updateMember({ memberId: pupil.memberId, departmentId });
  await client.cards.issueCard({ memberId: pupil.memberId, uid: UIDS[side] }, { key: newId() });
  const reissue = await plantReissue(admin, { memberId: pupil.memberId, uid: BROKEN_UIDS[side], circle: 'class' });
  const clerk = await plantClerk({ world, admin, side }, departmentId);
  await pupil.client.notifications.addOwnPushDevice(pushDevice(`tablet-${side}-kokand`));
  await pupil.client.privacy.answerNotice({ version, purposes: [] });
  // A passkey takes a device to enter; this one only has to be found by nobody else.
  const userId = (await pupil.client.identity.getSession()).user.id;
  const passkeyId = newId();
  await owner.query(
    `insert into identity.passkey (id, user_id, credential_id, public_key, counter, transports, name, created_at) values ($1, $2, $3, '\\x00', 0, '{}', $4, now())`,
    [passkeyId, userId, `credential-${side}`, `passkey-${side}-merv`],
  );
  const cards = await client.cards.listCards({ memberId: pupil.memberId });
  const erasure = await client.privacy.proposeErasure({ memberId: pupil.memberId, reason: `forget-${side}-khotan` }, { key: newId() });
  const crop: Crop = {
    nouns: [
      ['memberId', 'class', pupil.memberId],
      ['cardId', 'class', cards.items[0]?.id ?? ''],
      ['departmentId', 'class', departmentId],
      ['passkeyId', 'class', passkeyId],
      ['erasureId', 'class', erasure.id],
      ...reissue.nouns,
    ],
    marks: [
      ['class', `pupil-${side}-leh`],
      ['class', pupil.memberNumber],
      ['class', PHONES[side]],
      ['class', `forget-${side}-khotan`],
      ['class', `passkey-${side}-merv`],
      ...reissue.marks,
    ],
  };
  return { clerk, pupil, crop };
}

/** Somebody who is bounded to a department by a role put together freely. */
async function plantClerk({ world, admin: { client }, side }: Place, departmentId: Id<'department'>): Promise<Person> {
  const role = await client.organizations.createRole(
    { name: `free-${side}-hotan`, permissions: CLERK, organizationKind: 'operator', organizationId: world.operatorId },
    { key: newId() },
  );
  const userName = `clerk-${side}-${newId().slice(-6)}`;
  await client.organizations.createStaff(
    {
      name: 'clerk',
      userName,
      password: PASSWORD,
      organizationId: world.operatorId,
      worksIn: departmentId,
      roleId: role.id,
      scope: 'subtree',
      departmentId,
    },
    { key: newId() },
  );
  const clerk = world.stranger('console');
  await clerk.client.identity.signInWithPassword({ userName, password: PASSWORD });
  await clerk.client.identity.setFirstPassword({ password: `${PASSWORD} anew` });
  return clerk;
}

/**
 * What comes of money: a top-up, of which a device was to be told, and a sale. Planted last, since nobody is forgotten who has money, and since
 * telling a device that is not there keeps the worker busy.
 */
export async function plantMoney({ admin, side }: Place, pupil: Pupil, till: TillDevice): Promise<Crop> {
  await admin.client.payments.topUp({ memberId: pupil.memberId, amountMinor: 5_000 });
  const { items } = await admin.client.notifications.listNoticeDeliveries({ q: pupil.memberNumber });
  const paymentId = newId<'payment'>();
  const credential = { kind: 'card' as const, uid: UIDS[side] };
  await till.client.payments.charge({ amountMinor: 900, credential }, { key: paymentId });
  const nouns: Crop['nouns'] = [
    ['paymentId', 'class', paymentId],
    ['deliveryId', 'class', items[0]?.id ?? ''],
  ];
  return { nouns, marks: [] };
}

/** What members have to answer before anything optional is done with what is held of them. */
export async function plantPrivacyNotice({ client }: Person): Promise<number> {
  const texts = { bodyZh: '# 收集的信息', bodyEn: '# What is held', summaryZh: '第一版', summaryEn: 'The first' };
  const { version } = await client.privacy.saveNoticeDraft(texts);
  await client.privacy.publishNotice({ version });
  return version;
}
