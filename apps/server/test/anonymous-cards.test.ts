/** What an anonymous card must not do, and what must not be done to it. */
import { businessDayOf, newId, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { composeChannels } from '../src/channels.ts';
import { importsParts, MEMBER_HOOKS } from '../src/import-kinds.ts';
import { requestWithdrawal } from '../src/modules/funding/withdraw.ts';
import { lockedAccount } from '../src/modules/ledger/index.ts';
import { addMembers, closeMembers } from '../src/modules/members/index.ts';
import { eraseDue } from '../src/modules/privacy/erase-member.ts';
import { insertSlips } from '../src/modules/slips/queries.ts';
import { findWalletsOfMembers } from '../src/modules/wallets/index.ts';
import { personalRecordsOf } from '../src/personal-records.ts';
import { type Ctx, systemActor } from '../src/platform/ctx.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { codeOf, createWorld, eventually, PASSWORD, type StaffPerson, type TillDevice, type World } from './world.ts';

let world: World;
let admin: StaffPerson;
let cashier: StaffPerson;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  cashier = await world.staff('cashier');
  till = await world.till(admin);
});
afterAll(() => world?.close());

const DEPOSIT = 2_000;
let chips = 0;
/** Another chip each time. */
const chip = () => (0x04b10000 + ++chips).toString(16).toUpperCase().padStart(8, '0');
const sell = (uid: string) => cashier.client.anonymouscards.sellAnonymousCard({ uid, depositMinor: DEPOSIT, topUpMinor: 10_000 });
const list = async (q: string) => (await cashier.client.anonymouscards.listAnonymousCards({ q })).items;
const inSystem = <Result>(fn: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, fn);
const secrets = () => createSecretBox(world.keys);
const erase = () => eraseDue(personalRecordsOf(secrets()), { database: world.database, requestId: 'erase', now: world.clock() });
/** The one card behind the chip. */
async function cardOf(uid: string) {
  const [card] = (await cashier.client.cards.listCards({ q: uid })).items;
  if (!card) throw new Error('the card is found by its chip');
  return card;
}

test('its number pays nothing, like one that nobody has: a cent, above every floor, frozen or not; its chip does', async () => {
  const uid = chip();
  const { memberNumber } = await sell(uid);
  const member = await world.member(admin, { balanceMinor: 1_000 });
  const byNumber = (number: string, amountMinor: number) =>
    till.client.payments.charge({ amountMinor, credential: { kind: 'member', memberNumber: number } });
  const unknown = { outcome: 'declined', reason: 'member_unknown' };
  expect(await byNumber('A00000000X', 1)).toMatchObject(unknown);
  for (const amountMinor of [1, 9_000]) expect(await byNumber(memberNumber, amountMinor)).toMatchObject(unknown);
  expect(await byNumber(memberNumber.toLowerCase(), 1)).toMatchObject(unknown);
  const emergency = { kind: 'emergency', memberNumber, emergencyCode: '123456' } as const;
  expect(await till.client.payments.charge({ amountMinor: 1, credential: emergency })).toMatchObject(unknown);
  expect(await till.client.payments.charge({ amountMinor: 9_000, credential: { kind: 'card', uid } })).toMatchObject({ outcome: 'approved' });
  await cashier.client.cards.freezeCard({ cardId: (await cardOf(uid)).id });
  expect(await byNumber(memberNumber, 1)).toMatchObject(unknown);
  expect(await list(uid)).toMatchObject([{ balanceMinor: 1_000 }]);
  // The control: the number of a member with a name pays, up to their floor.
  expect(await byNumber(member.memberNumber, 100)).toMatchObject({ outcome: 'approved' });
});

test('its holder is given no second card, no e-mail address to sign in by, and no money back', async () => {
  const { memberId } = await sell(chip());
  expect(await codeOf(cashier.client.cards.issueCard({ memberId, uid: chip() }))).toBe('cards.anonymous');
  const email = { memberId, field: 'email', value: 'nobody@example.edu' } as const;
  expect(await codeOf(admin.client.members.setPrivateField(email))).toBe('members.anonymous');
  expect(await codeOf(admin.client.members.setPrivateField({ ...email, value: null }))).toBe('members.anonymous');
  // Nobody signs in as one; should somebody ever, there is nothing to ask for.
  const actor = { kind: 'member', userId: '', memberId, permissions: new Set<never>() } as const;
  const { database, config, clock, log } = world;
  const channels = composeChannels({ config, database, secrets: secrets(), clock, log });
  const asked = world.database.transaction(actor, {}, (ctx) => requestWithdrawal(ctx, { amountMinor: toMinor(100), key: newId() }, channels));
  expect(await codeOf(asked)).toBe('funding.anonymous');
  expect((await cashier.client.cards.listCards({ memberId })).items).toHaveLength(1);
});

test('its number is refused, with the reason, wherever people with a name are given something, charged by paper or taken over', async () => {
  const [{ memberNumber }, named] = [await sell(chip()), await world.member(admin)];
  const cells = { merchant: '第一食堂', slipNumber: 'A1', amount: '1.00', paidOn: '2026-01-05', uid: '0A0B0C0D', balance: '0' };
  const rows = [memberNumber, named.memberNumber].map((number, at) => ({ row: at + 2, cells: { ...cells, memberNumber: number } }));
  const options = { subsidies: { programmeId: newId(), label: '2026-09' }, slips: {}, oldCards: { source: '旧系统', validUntil: '2099-01-01' } };
  const { kinds } = importsParts(secrets());
  for (const [name, chosen] of Object.entries(options)) {
    const kind = kinds.find((one) => one.name === name);
    // The kind's own schema makes its options.
    const verdicts = await inSystem(async (ctx) => kind?.checkRows(ctx, { importId: newId(), rows, options: kind.options.parse(chosen) as never })); // See above.
    const said = verdicts?.map(({ troubles = [] }) => troubles.flatMap(({ column, problem }) => (column === 'memberNumber' ? problem : [])));
    expect(said, name).toEqual([['anonymous_card'], []]);
  }
  const paidOn = new Date(world.clock()).toISOString().slice(0, 10);
  const slip = { amountMinor: toMinor(100), paidOn };
  const { lines } = await admin.client.slips.keySlips({
    merchantId: till.merchantId,
    slips: [
      { ...slip, slipNumber: 'B1', memberNumber },
      { ...slip, slipNumber: 'B2', memberNumber: named.memberNumber },
    ],
  });
  expect(lines.map(({ problem }) => problem)).toEqual(['anonymous_card', null]);
});

test('a slip of its number that waits since before the rule is not charged, alone or in a pile', async () => {
  const { memberId } = await sell(chip());
  const slipId = newId<'slip'>();
  const keyed = { state: 'waiting', keyed_by: admin.staffId, keyed_by_name: '王', keyed_at: world.clock(), import_id: null } as const;
  const undecided = { decided_by: null, decided_by_name: null, decided_at: null, reason: null };
  const paper = { slip_number: 'C1', merchant_id: till.merchantId, member_id: memberId, amount_minor: toMinor(100) };
  const paid_on = businessDayOf(world.clock(), world.config.timeZone);
  await inSystem((ctx) => insertSlips(ctx, [{ id: slipId, ...paper, paid_on, ...keyed, ...undecided }]));
  const checker = await world.staff('finance');
  expect(await codeOf(checker.client.slips.confirmSlip({ slipId }))).toBe('slips.anonymous_card');
  expect((await checker.client.slips.confirmSlips({ slipIds: [slipId] })).lines).toEqual([{ slipId, problem: 'anonymous_card' }]);
  expect((await admin.client.wallets.getMemberWallet({ memberId })).balanceMinor).toBe(10_000);
});

test('its holder is closed with the card alone, and not opened again', async () => {
  const uid = chip();
  const { id: anonymousCardId, memberId } = await sell(uid);
  const named = await world.member(admin);
  const turn = { memberIds: [named.memberId, memberId], reason: '毕业离校' };
  expect(await codeOf(admin.client.members.closeMembers(turn))).toBe('members.anonymous');
  expect((await admin.client.members.getMember({ memberId: named.memberId })).status).toBe('active');
  await cashier.client.anonymouscards.returnAnonymousCard({ anonymousCardId, uid, balanceMinor: 10_000 });
  expect((await admin.client.members.getMember({ memberId })).status).toBe('closed');
  expect(await codeOf(admin.client.members.reopenMembers(turn))).toBe('members.anonymous');
});

test('it is not voided by itself, frozen or not, so that its money and deposit stay within reach', async () => {
  const uid = chip();
  const sold = await sell(uid);
  const card = await cardOf(uid);
  expect(card).toMatchObject({ isAnonymous: true });
  expect(await codeOf(cashier.client.cards.voidCard({ cardId: card.id }))).toBe('cards.anonymous');
  await cashier.client.cards.freezeCard({ cardId: card.id });
  expect(await codeOf(admin.client.cards.voidCard({ cardId: card.id }))).toBe('cards.anonymous');
  await cashier.client.cards.unfreezeCard({ cardId: card.id });
  const back = { anonymousCardId: sold.id, uid, balanceMinor: 10_000 };
  expect(await cashier.client.anonymouscards.returnAnonymousCard(back)).toMatchObject({ state: 'returned', cardStatus: 'void' });
});

test('its holder is not forgotten while the deposit is owed, also with an empty wallet', async () => {
  const uid = chip();
  const { id, memberId } = await sell(uid);
  expect(await till.client.payments.charge({ amountMinor: 10_000, credential: { kind: 'card', uid } })).toMatchObject({ outcome: 'approved' });
  const propose = () => codeOf(admin.client.privacy.proposeErasure({ memberId, reason: '访客离校' }));
  expect(await propose()).toBe('privacy.erasure_blocked');
  await cashier.client.anonymouscards.returnAnonymousCard({ anonymousCardId: id, uid, balanceMinor: 0 });
  expect(await propose()).toBe('no refusal');
});

test('a member who is forgotten takes the last digits of the registered chip along, and nobody else’s', async () => {
  const [uid, others] = [chip(), chip()];
  const [sold, kept] = [await sell(uid), await sell(others)];
  const [member, other] = [await world.member(admin), await world.member(admin)];
  const { registerAnonymousCard } = cashier.client.anonymouscards;
  await registerAnonymousCard({ anonymousCardId: sold.id, uid, memberId: member.memberId });
  await registerAnonymousCard({ anonymousCardId: kept.id, uid: others, memberId: other.memberId });
  const amountMinor = 10_000 + DEPOSIT;
  await cashier.client.funding.createWithdrawal({ memberId: member.memberId, amountMinor, way: 'cash', reason: 'x' });
  await admin.client.settings.updateSetting({ key: 'privacy.coolingOffDays', value: 0 });
  await member.client.privacy.requestOwnErasure({ password: PASSWORD });
  await erase();
  const tails = new Map((await list('A')).map(({ id, tail }) => [id, tail]));
  expect([tails.get(sold.id), tails.get(kept.id)]).toEqual(['****', others.slice(-4)]);
});

test('who is closed while the card is being registered gets nothing; the money stays on the card', async () => {
  const uid = chip();
  const sold = await sell(uid);
  const { memberId } = await world.member(admin);
  const waiting: Promise<string>[] = [];
  await inSystem(async (ctx) => {
    const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
    if (!wallet) throw new Error('a member has a wallet');
    await lockedAccount(ctx, wallet.accountId);
    // It has looked at the member, who is still there, and waits for the wallet.
    waiting.push(codeOf(cashier.client.anonymouscards.registerAnonymousCard({ anonymousCardId: sold.id, uid, memberId })));
    await eventually(async () => {
      const { rows } = await sql`select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(ctx.tx);
      expect(rows).not.toHaveLength(0);
    });
    await closeMembers(ctx, { memberIds: [memberId], reason: '毕业离校' }, MEMBER_HOOKS);
  });
  expect(await Promise.all(waiting)).toEqual(['payments.wallet_not_active']);
  expect(await list(uid)).toMatchObject([{ state: 'lent', balanceMinor: 10_000 }]);
});

test('is found by its number, however many members with a name are found by the same beginning', async () => {
  const { id, memberNumber } = await sell(chip());
  const q = memberNumber.slice(0, 3);
  // As many newer members as a search takes in.
  const named = Array.from({ length: 100 }, (_, index) => ({ memberNumber: `${q}-${index}`, name: '同号', kind: 'student' as const }));
  await inSystem((ctx) => addMembers(ctx, named, secrets()));
  expect((await list(q)).map((card) => card.id)).toContain(id);
});
