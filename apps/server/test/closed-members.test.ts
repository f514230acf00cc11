/** Who has left pays by nothing, from the commit on, whatever the till's server remembers. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { eraseDue } from '../src/modules/privacy/erase-member.ts';
import { personalRecordsOf } from '../src/personal-records.ts';
import { createSecretBox } from '../src/platform/secret-box.ts';
import { apply, csv, fileOf } from './import.world.ts';
import { createWorld, eventually, PASSWORD, type Person, type TillDevice, type World } from './world.ts';

let world: World;
let admin: Person;
let till: TillDevice;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
});
afterAll(() => world.close());
beforeEach(() => world.pass(60));

const turn = async (memberNumber: string, status: '退学' | '在校') => {
  const view = await apply(admin, fileOf(`学号,姓名,在校状态\n${memberNumber},王小明,${status}\n`));
  expect(view).toMatchObject({ status: 'done', changedCount: 1 });
};
const byCard = (uid: string) => till.client.payments.charge({ amountMinor: 10, credential: { kind: 'card', uid } });
const byNumber = (memberNumber: string) => till.client.payments.charge({ amountMinor: 10, credential: { kind: 'member', memberNumber } });
const byCode = (code: string) => till.client.payments.charge({ amountMinor: 10, credential: { kind: 'code', code } });
const CLOSED = { outcome: 'declined', reason: 'wallet_closed' };
const APPROVED = { outcome: 'approved' };

it('neither by card, nor by code, nor by number, although the till has just used all three; and again by each after the return', async () => {
  const member = await world.member(admin, { balanceMinor: 2_000 });
  const { memberNumber } = member;
  const kept = await admin.client.cards.issueCard({ memberId: member.memberId, uid: '51525354' });
  const lost = await admin.client.cards.issueCard({ memberId: member.memberId, uid: '61626364' });
  await admin.client.cards.voidCard({ cardId: lost.id });
  expect(await byCard('51525354')).toMatchObject(APPROVED);
  expect(await byNumber(memberNumber)).toMatchObject(APPROVED);
  expect(await byCode(await world.payCode(member))).toMatchObject(APPROVED);

  world.pass(60);
  const code = await world.payCode(member);
  await turn(memberNumber, '退学');
  expect(await byCard('51525354')).toMatchObject(CLOSED);
  expect(await byNumber(memberNumber)).toMatchObject(CLOSED);
  expect(await byCode(code)).toMatchObject(CLOSED);

  await turn(memberNumber, '在校');
  expect(await byCard('51525354')).toMatchObject(APPROVED);
  expect(await byNumber(memberNumber)).toMatchObject(APPROVED);
  expect(await byCard('61626364')).toMatchObject({ outcome: 'declined', reason: 'card_void' });
  expect((await admin.client.cards.listCards({ q: memberNumber })).items.find(({ id }) => id === kept.id)?.status).toBe('active');
});

it('when the import that entered the person is taken back', async () => {
  const entered = await apply(admin, csv('Z0001,钱多多,学生,,'));
  const memberId = await eventually(async () => {
    const [card] = (await admin.client.cards.listCards({ q: 'Z0001' })).items;
    if (!card) throw new Error('no card yet');
    return card.memberId;
  });
  await admin.client.cards.issueCard({ memberId, uid: '71727374' });
  const before = await byCard('71727374');
  expect(before).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds' });
  await admin.client.imports.undoImport({ importId: entered.id });
  await eventually(async () => expect((await admin.client.imports.getImport({ importId: entered.id })).status).toBe('undone'));
  expect(await byCard('71727374')).toMatchObject(CLOSED);
});

it('when the person is forgotten, although the till remembers card and number', async () => {
  const member = await world.member(admin, { balanceMinor: 20 });
  await admin.client.cards.issueCard({ memberId: member.memberId, uid: '81828384' });
  expect(await byCard('81828384')).toMatchObject(APPROVED);
  expect(await byNumber(member.memberNumber)).toMatchObject(APPROVED);
  await admin.client.settings.updateSetting({ key: 'privacy.coolingOffDays', value: 0 });
  await member.client.privacy.requestOwnErasure({ password: PASSWORD });
  await eraseDue(personalRecordsOf(createSecretBox(world.keys)), { database: world.database, requestId: 'erase', now: world.clock() });
  expect((await admin.client.members.getMember({ memberId: member.memberId })).status).toBe('closed');
  expect(await byCard('81828384')).toMatchObject({ outcome: 'declined', reason: 'card_unknown' });
  expect(await byNumber(member.memberNumber)).toMatchObject({ outcome: 'declined', reason: 'member_unknown' });
});
