import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner } from '../../../test/database.ts';
import { codeOf } from '../../../test/world.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

const DAY_SECONDS = 86_400;
/** One of each module that redeeming writes to, in the order in which it does. */
const REDEEMING = [
  'catalogue.stock_move',
  'loyalty.lot_use',
  'redemptions.source_cost',
  'redemptions.due',
  'ledger.transfer',
  'settlement.share',
  'notifications.notice',
  'audit.record',
];
const GIVING_BACK = ['loyalty.draw_return', 'redemptions.giving_back', 'ledger.transfer', 'settlement.accrual', 'notifications.notice'];

let world: RedemptionsWorld;
let wash: Id<'item'>;

beforeAll(async () => {
  world = await createRedemptionsWorld();
  wash = await world.item({ stock: 10 });
  await asOwner(
    world.database.ownerUrl,
    `create function public.crash() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'`,
  );
});
afterAll(() => world.close());

/** While `work` runs, whoever writes to the table loses the connection in the middle of it. */
async function crashingAt<Result>(table: string, work: () => Promise<Result>): Promise<Result> {
  await asOwner(world.database.ownerUrl, `create trigger crash after insert on ${table} for each row execute function public.crash()`);
  try {
    return await work();
  } finally {
    await asOwner(world.database.ownerUrl, `drop trigger crash on ${table}`);
  }
}

const stock = async () => (await world.admin.client.catalogue.getItem({ itemId: wash })).stock;

test('a crash in the middle of any step has redeemed nothing, and asked again it is redeemed once', async () => {
  const { ours, house } = world;
  const member = await world.member({ ours: 12, house: 9 });
  const key = newId();
  const asked = { itemId: wash, parts: [part(ours, 12), part(house, 9)], cashMinor: 1_050, pin: PIN };
  const book = () => member.client.redemptions.bookRedemption(asked, { key });
  for (const table of REDEEMING) {
    expect([table, await crashingAt(table, () => codeOf(book()))]).toEqual([table, 'request.unavailable']);
    expect([table, await world.held(member), await stock()]).toEqual([table, [12, 9, 10_000], 10]);
  }
  expect((await member.client.redemptions.listOwnRedemptions({})).items).toEqual([]);
  const done = await book();
  expect(await book()).toEqual(done);
  expect([await world.held(member), await stock()]).toEqual([[0, 0, 8_950], 9]);
  expect(await world.faults()).toEqual([]);
  const { items } = await member.client.notifications.listOwnNotices({ limit: 50, language: 'en' });
  expect(items.filter(({ kind }) => kind === 'redemption.paid').map(({ text }) => text)).toEqual([
    expect.stringMatching(/21 points, ¥10\.50\. Number [0-9]{10}/),
  ]);
});

test('a crash in the middle of giving back has given back nothing, and asked again it comes back once', async () => {
  const { ours } = world;
  const member = await world.member({ ours: 20 });
  const { id: redemptionId } = await member.client.redemptions.bookRedemption({ itemId: wash, parts: [part(ours, 20)], cashMinor: 1_167, pin: PIN });
  const before = await stock();
  const key = newId();
  const cancel = () => member.client.redemptions.cancelOwnRedemption({ redemptionId }, { key });
  for (const table of GIVING_BACK) {
    expect([table, await crashingAt(table, () => codeOf(cancel()))]).toEqual([table, 'request.unavailable']);
    expect([table, await world.held(member), await stock()]).toEqual([table, [0, 0, 8_833], before]);
  }
  expect(await cancel()).toEqual(await cancel());
  expect([await world.held(member), await stock()]).toEqual([[20, 0, 10_000], (before ?? 0) + 1]);
  expect(await world.faults()).toEqual([]);
  const { items } = await member.client.notifications.listOwnNotices({ limit: 50, language: 'zh-CN' });
  expect(items.filter(({ kind }) => kind === 'redemption.returned').map(({ text }) => text)).toEqual([expect.stringContaining('20 积分，¥11.67')]);
});

test('a key that was paid has its answer, also after the item left the shelf; a new key has none', async () => {
  const { ours, merchant, till } = world;
  const itemId = await world.item();
  const member = await world.member({ ours: 90 });
  const asked = { itemId, parts: [part(ours, 30)], cashMinor: 0, pin: PIN };
  const [bookKey, tillKey] = [newId(), newId()];
  const book = (key: string) => member.client.redemptions.bookRedemption(asked, { key });
  world.pass(60);
  const credential = await world.credential(member);
  const redeem = (key: string) => till.client.redemptions.redeemAtTill({ ...asked, credential }, { key });
  const [booked, redeemed] = [await book(bookKey), await redeem(tillKey)];
  await merchant.client.catalogue.takeItemOffShelf({ itemId });
  expect(await book(bookKey)).toEqual(booked);
  expect(await redeem(tillKey)).toEqual(redeemed);
  expect([await codeOf(book(newId())), await codeOf(redeem(newId()))]).toEqual(['redemptions.not_for_sale', 'redemptions.not_for_sale']);
  expect(await world.held(member)).toEqual([30, 0, 10_000]);
});

/** Last: it moves the clock by a year. */
test('points of a lot that ended meanwhile are lost by the rule, and come back where the house grants grace; the bills are taken back either way', async () => {
  const { ours, till } = world;
  const member = await world.member({ ours: 60 });
  world.pass(60);
  const credential = await world.credential(member);
  const asked = { itemId: wash, quantity: 2, parts: [part(ours, 60)], cashMinor: 0, credential, pin: PIN };
  const { id: redemptionId } = await till.client.redemptions.redeemAtTill(asked);
  world.pass(400 * DAY_SECONDS);
  const { client } = await world.staff('administrator');
  const giveBack = () =>
    client.redemptions.returnRedemption({ redemptionId, quantity: 1, reason: '未服务' }, { key: newId(world.clock().getTime()) });
  const points = async () => {
    await member.client.identity.signInWithPassword({ userName: member.memberNumber, password: 'correct horse battery' });
    return (await world.held(member))[0];
  };
  expect(await giveBack()).toMatchObject({ dueMinor: 2_200, returns: [{ points: 30, forfeitedPoints: 30 }] });
  expect([await points(), await world.faults()]).toEqual([0, []]);
  const told = async () => {
    const { items } = await member.client.notifications.listOwnNotices({ limit: 50, language: 'en' });
    return items.filter(({ kind }) => kind === 'redemption.returned').map(({ text }) => text);
  };
  expect(await told()).toEqual([expect.stringContaining(': 0 points and ¥0.00 are back. 30 points had expired and are lost. Number')]);
  const ofIssuer = await world.staff('issuerManager', world.issuer.organizationId);
  const { returns } = await ofIssuer.client.redemptions.getRedemption({ redemptionId });
  expect(returns).toMatchObject([{ points: 30, forfeitedPoints: 0, reason: '', byName: '' }]);

  await client.settings.updateSetting({ key: 'loyalty.returnGraceDays', value: 10 });
  expect(await giveBack()).toMatchObject({ state: 'returned', dueMinor: 0, sources: [{ returnedPoints: 60, priceMinor: 0 }] });
  expect([await points(), await world.faults()]).toEqual([30, []]);
  expect(await told()).toContainEqual(expect.stringContaining(': 30 points and ¥0.00 are back. Number'));
});
