/**
 * Two of everything that must not see one another, planted through the contract, with marks that stand nowhere else.
 * Side `a` belongs to the callers of the matrix, side `b` to others.
 */
import { newId } from '@tessera/kernel';
import type { Database } from '../../src/platform/database.ts';
import { createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../world.ts';

const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];
/** What hangs together in who may see it. */
// `sign` is what a shop hangs out: its name, which every member may read; `shop` and `till` are its inside; a `sale` is its and the payer's.
const CIRCLES = ['sign', 'shop', 'till', 'sale', 'member'] as const;
export type Group = `${(typeof CIRCLES)[number]} ${Side}`;
export const GROUPS: readonly Group[] = CIRCLES.flatMap((circle) => SIDES.map((side): Group => `${circle} ${side}`));

/** A thing of one side, by its id. */
export type Planted = { id: string; group: Group };
/** A text, a number or an id that only this group's records hold. */
export type Mark = { text: string; group: Group };

/** Amounts in fen that stand nowhere else. */
const AMOUNTS = { a: { balance: 41_443, charge: 8_447, refund: 1_213 }, b: { balance: 31_337, charge: 7_331, refund: 2_129 } };
const UIDS = { a: 'AA11BB22', b: 'CC33DD44' };
const PHONES = { a: '13711110001', b: '13722220002' };

export type Ground = Awaited<ReturnType<typeof plantGround>>;

export async function plantGround(over?: (database: Database) => Database) {
  const world = await createWorld({ withWorker: true, ...(over && { over }) });
  const admin = await world.staff('administrator');
  const [a, b] = [await plantSide(world, admin, 'a'), await plantSide(world, admin, 'b')];
  await world.settle();
  const nouns = Object.fromEntries(Object.keys(a.nouns).map((name) => [name, [a.nouns[name], b.nouns[name]].filter((one) => one !== undefined)]));
  return { world, admin, a, b, nouns, marks: [...a.marks, ...b.marks], close: () => world.close() };
}

export type PlantedSide = {
  manager: Person;
  till: TillDevice;
  member: MemberPerson;
  /** By the name that a route gives the id. */
  nouns: Record<string, Planted>;
  marks: Mark[];
};

async function plantSide(world: World, admin: Person, side: Side): Promise<PlantedSide> {
  const amounts = AMOUNTS[side];
  const shopName = `shop-${side}-zanzibar`;
  const shopId = await world.merchant(shopName);
  const manager = await world.staff('merchantManager', shopId);
  const staffId = (await manager.client.identity.getSession()).staff?.staffId ?? '';
  const till = await world.till(admin, shopId);
  const tillName = `till-${side}-timbuktu`;
  await admin.client.terminals.updateTerminal({ terminalId: till.terminalId, name: tillName });
  const name = `member-${side}-xanadu`;
  const member = await world.member(admin, { name, phone: PHONES[side], balanceMinor: amounts.balance });
  const department = `class-${side}-samarkand`;
  await admin.client.members.updateMember({ memberId: member.memberId, department });
  await member.client.wallets.setOwnPin({ pin: '739182' });
  const card = await admin.client.cards.issueCard({ memberId: member.memberId, uid: UIDS[side] }, { key: newId() });
  const paymentId = newId<'payment'>();
  const credential = { kind: 'card' as const, uid: UIDS[side] };
  await till.client.payments.charge({ amountMinor: amounts.charge, credential, pin: '739182' }, { key: paymentId });
  await world.settle();
  const reason = `because-${side}-shangrila`;
  const { payment: refund } = await manager.client.payments.refund({ paymentId, amountMinor: amounts.refund, reason }, { key: newId() });
  const groupOf = (circle: (typeof CIRCLES)[number]): Group => `${circle} ${side}`;
  const marks: [Group, (string | number)[]][] = [
    [groupOf('sign'), [shopName, shopId]],
    [groupOf('shop'), [staffId]],
    [groupOf('till'), [tillName, till.terminalId]],
    [groupOf('sale'), [paymentId, refund.id, reason, amounts.charge, amounts.refund, amounts.charge - amounts.refund]],
    [groupOf('sale'), [amounts.balance - amounts.charge, amounts.balance - amounts.charge + amounts.refund]],
    [groupOf('member'), [name, member.memberId, member.memberNumber, department, PHONES[side], card.id, UIDS[side]]],
    [groupOf('member'), [amounts.balance]],
  ];
  return {
    manager,
    till,
    member,
    nouns: {
      organizationId: { id: shopId, group: groupOf('sign') },
      merchantId: { id: shopId, group: groupOf('sign') },
      staffId: { id: staffId, group: groupOf('shop') },
      terminalId: { id: till.terminalId, group: groupOf('till') },
      memberId: { id: member.memberId, group: groupOf('member') },
      cardId: { id: card.id, group: groupOf('member') },
      paymentId: { id: paymentId, group: groupOf('sale') },
      key: { id: paymentId, group: groupOf('sale') },
    },
    marks: marks.flatMap(([group, texts]) => texts.map((text) => ({ text: String(text), group }))),
  };
}
