/** The steps of planting: each enters, through the contract, what one party has, and tells its ids and marks. */
import { createECDH } from 'node:crypto';
import { newId } from '@tessera/kernel';
import { createIssuer } from '../../src/modules/organizations/index.ts';
import { systemActor } from '../../src/platform/ctx.ts';
import { eventually, type MemberPerson, PASSWORD, type Person, type StaffPerson, type TillDevice, type World } from '../world.ts';
import type { Crop, Side } from './ground.ts';
import { plantFirstCard, plantReissue } from './plant-cards.ts';
import { plantDeposit } from './plant-deposit.ts';

export const PIN = '739182';
/** Amounts in fen that stand nowhere else. */
const AMOUNTS = { a: { balance: 41_443, charge: 8_447, refund: 1_213 }, b: { balance: 31_337, charge: 7_331, refund: 2_129 } };
const UIDS = { a: 'AA11BB22', b: 'CC33DD44' };
const BROKEN_UIDS = { a: '9A11BB22', b: '9C33DD44' };
const PHONES = { a: '13711110001', b: '13722220002' };

export type Place = { world: World; admin: Person; side: Side };

export async function plantIssuer({ world, admin, side }: Place) {
  const name = `issuer-${side}-kashgar`;
  const { id: issuerId } = await world.database.transaction(systemActor('ground'), {}, (ctx) => createIssuer(ctx, { name }));
  const manager = await world.staff('issuerManager', issuerId);
  const tree = `branch-${side}-bukhara`;
  const { id: departmentId } = await manager.client.organizations.createDepartment({ name: tree }, { key: newId() });
  const colleague = await staffIdOf(await world.staff('issuerClerk', issuerId));
  const grant = (await manager.client.organizations.getStaff({ staffId: colleague })).grants[0];
  const role = await manager.client.organizations.createRole(
    { name: `role-${side}-merv`, permissions: ['members.read'], organizationKind: 'issuer', organizationId: issuerId },
    { key: newId() },
  );
  const list = new File([`name\nrow-${side}-khiva\n`], `list-${side}-balkh.csv`, { type: 'text/csv' });
  const upload = await manager.client.imports.uploadImport({ kind: 'members', file: list }, { key: newId() });
  const deposit = await plantDeposit({ world, admin, side }, issuerId);
  const firstCard = await plantFirstCard({ world, admin, manager, issuerId });
  const crop: Crop = {
    nouns: [
      ...deposit.nouns,
      ...firstCard.nouns,
      ['organizationId', 'brand', issuerId],
      ['issuerId', 'brand', issuerId],
      ['departmentId', 'issuer', departmentId],
      ['parentId', 'issuer', departmentId],
      ['worksIn', 'issuer', departmentId],
      ['staffId', 'issuer', colleague],
      ['grantId', 'issuer', grant?.id ?? ''],
      ['roleId', 'issuer', role.id],
      ['importId', 'issuer', upload.id],
    ],
    marks: [
      ...deposit.marks,
      ['brand', name],
      ...[tree, role.name ?? '', `list-${side}-balkh`, `row-${side}-khiva`].map((text): ['issuer', string] => ['issuer', text]),
    ],
  };
  return { manager, issuerId, crop };
}

export async function plantMember({ world, admin, side }: Place, issuerId: MemberIssuer) {
  const { balance } = AMOUNTS[side];
  const name = `member-${side}-xanadu`;
  const department = `class-${side}-samarkand`;
  const person = await world.member(admin, { name, phone: PHONES[side], balanceMinor: balance });
  const { memberId, memberNumber, client } = person;
  await admin.client.members.updateMember({ memberId, department, issuerId });
  await admin.client.members.setPrivateField({ memberId, field: 'email', value: `member-${side}@xanadu.example` });
  await client.notifications.setOwnNoticePreferences({ language: 'en' });
  await client.wallets.setOwnPin({ pin: PIN });
  const card = await admin.client.cards.issueCard({ memberId, uid: UIDS[side] }, { key: newId() });
  const reissue = await plantReissue(admin, { memberId, uid: BROKEN_UIDS[side], circle: 'member' });
  const second = world.stranger('member');
  const withdrawal = await plantWithdrawal(admin, { memberId, side });
  await second.client.identity.signInWithPassword({ userName: memberNumber, password: PASSWORD });
  const sessions = (await client.identity.getOwnSecurity()).sessions;
  const notice = await eventually(async () => {
    const { items } = await client.notifications.listOwnNotices({});
    if (!items[0]) throw new Error('the member was not told yet');
    return items[0];
  });
  const push = await client.notifications.addOwnPushDevice(pushDevice(`phone-${side}-cathay`));
  const exported = await client.privacy.requestOwnExport({}, { key: newId() });
  const crop: Crop = {
    nouns: [
      ['memberId', 'member', memberId],
      ['cardId', 'member', card.id],
      ['sessionId', 'inbox', sessions.find(({ isThis }) => !isThis)?.id ?? ''],
      ['exportId', 'inbox', exported.id],
      ['noticeId', 'inbox', notice.id],
      ['upToId', 'inbox', notice.id],
      ['pushId', 'inbox', push.id],
      ...reissue.nouns,
      ...withdrawal.nouns,
    ],
    marks: [
      ...[name, memberNumber, department, PHONES[side], UIDS[side], balance].map((text): ['member', string | number] => ['member', text]),
      ...reissue.marks,
      ...withdrawal.marks,
    ],
  };
  return { person, crop };
}

/** Waits for another person, so that it is there to be decided on. */
async function plantWithdrawal(admin: Person, { memberId, side }: { memberId: MemberPerson['memberId']; side: Side }): Promise<Crop> {
  await admin.client.settings.updateSetting({ key: 'funding.approvalAboveMinor', value: 0 });
  const reason = `withdraw-${side}-ceylon`;
  const { id } = await admin.client.funding.createWithdrawal({ memberId, amountMinor: 1, way: 'cash', reason }, { key: newId() });
  return { nouns: [['withdrawalId', 'member', id]], marks: [['member', reason]] };
}

type MemberIssuer = Awaited<ReturnType<typeof plantIssuer>>['issuerId'];

export async function plantShop({ world, admin, side }: Place, payer: MemberPerson): Promise<{ manager: StaffPerson; till: TillDevice; crop: Crop }> {
  const { balance, charge, refund } = AMOUNTS[side];
  const shopName = `shop-${side}-zanzibar`;
  const tillName = `till-${side}-timbuktu`;
  const reason = `because-${side}-shangrila`;
  const shopId = await world.merchant(shopName);
  const manager = await world.staff('merchantManager', shopId);
  const colleague = await staffIdOf(await world.staff('merchantCashier', shopId));
  const grant = (await manager.client.organizations.getStaff({ staffId: colleague })).grants[0];
  const counter = await manager.client.organizations.createDepartment({ name: `counter-${side}-petra` }, { key: newId() });
  const role = await manager.client.organizations.createRole(
    { name: `role-${side}-palmyra`, permissions: ['payments.read'], organizationKind: 'merchant', organizationId: shopId },
    { key: newId() },
  );
  const till = await world.till(admin, shopId);
  await admin.client.terminals.updateTerminal({ terminalId: till.terminalId, name: tillName });
  const paymentId = newId<'payment'>();
  const credential = { kind: 'card' as const, uid: UIDS[side] };
  await till.client.payments.charge({ amountMinor: charge, credential, pin: PIN }, { key: paymentId });
  await world.settle();
  const { payment: back } = await manager.client.payments.refund({ paymentId, amountMinor: refund, reason }, { key: newId() });
  await payer.client.wallets.getOwnWallet();
  const crop: Crop = {
    nouns: [
      ['organizationId', 'sign', shopId],
      ['merchantId', 'sign', shopId],
      ['staffId', 'shop', colleague],
      ['actorId', 'shop', colleague],
      ['grantId', 'shop', grant?.id ?? ''],
      ['departmentId', 'shop', counter.id],
      ['parentId', 'shop', counter.id],
      ['worksIn', 'shop', counter.id],
      ['roleId', 'shop', role.id],
      ['terminalId', 'till', till.terminalId],
      ['paymentId', 'sale', paymentId],
      ['key', 'sale', paymentId],
    ],
    marks: [
      ['sign', shopName],
      ['shop', `counter-${side}-petra`],
      ['shop', `role-${side}-palmyra`],
      ['till', tillName],
      ...[back.id, reason, charge, refund, charge - refund, balance - charge, balance - charge + refund].map((text): ['sale', string | number] => [
        'sale',
        text,
      ]),
    ],
  };
  return { manager, till, crop };
}

/** A browser that nobody pushes to. */
export function pushDevice(label: string) {
  const p256dh = createECDH('prime256v1').generateKeys('base64url');
  return { endpoint: `https://push.example.org/send/${label}`, p256dh, auth: Buffer.alloc(16, label).toString('base64url'), label };
}

/** What only the operator has: its audit records and the walks over their chain. */
export async function plantHouse({ admin }: Place): Promise<Crop> {
  const record = await eventually(async () => {
    const { items } = await admin.client.audit.listRecords({ limit: 1 });
    if (!items[0]) throw new Error('nothing was written down yet');
    return items[0];
  });
  const walk = await admin.client.audit.startVerification({});
  return {
    nouns: [
      ['recordId', 'house', record.id],
      ['verificationId', 'house', walk.id],
    ],
    marks: [],
  };
}

async function staffIdOf(person: Person) {
  const { staff } = await person.client.identity.getSession();
  if (!staff) throw new Error('whoever works somewhere has a record');
  return staff.staffId;
}
