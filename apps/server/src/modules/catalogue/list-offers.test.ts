import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { type CatalogueWorld, createCatalogueWorld } from './catalogue.world.ts';
import { listItemsAtShop, listOfferedItems } from './index.ts';

let world: CatalogueWorld;
beforeAll(async () => {
  world = await createCatalogueWorld();
});
afterAll(() => world?.close());

const found = async (by: Parameters<MemberPerson['client']['catalogue']['listOfferedItems']>[0]) =>
  (await world.member.client.catalogue.listOfferedItems(by)).items.map(({ name }) => name);

test('a member finds what is offered by its name, its merchant, its category and how it is paid; nothing of a suspended merchant', async () => {
  const { desk, member } = world;
  const owner = await world.merchant('星光影城');
  const cinema = await world.categoryOf('cinema');
  const film = await world.offer({ merchantId: owner, categoryId: cinema.id, name: '二维电影票', moneyPriceMinor: 45_00 });
  await world.enter(desk, { merchantId: owner, categoryId: cinema.id, name: '未上架的票' });
  expect(await found({ q: '星光' })).toEqual(['二维电影票']);
  expect(await found({ categoryId: cinema.id, paidWith: 'money' })).toEqual(['二维电影票']);
  expect(await found({ categoryId: cinema.id, paidWith: 'points' })).toEqual([]);
  const categories = (await member.client.catalogue.listOfferedCategories()).items.map(({ id }) => id);
  expect(categories).toContain(cinema.id);
  expect((await world.run((ctx) => listOfferedItems(ctx, { limit: 50, q: '二维电影票' }))).items).toHaveLength(1);
  await world.admin.client.organizations.updateMerchant({ organizationId: owner, status: 'suspended' });
  expect(await found({ q: '星光' })).toEqual([]);
  expect(await codeOf(member.client.catalogue.getOfferedItem({ itemId: film.id }))).toBe('catalogue.item_unknown');
});

test('a member finds what the own points pay for, and what is to be had in a region', async () => {
  const { desk, manager, merchantId, member } = world;
  await world.shop(manager, merchantId, '徐汇');
  const far = await world.shop(manager, merchantId, '崇明');
  await world.offer({ name: '各店洗车' });
  const { id: itemId } = await world.enter(desk, { name: '远郊洗车', pointsPrice: 40, moneyPriceMinor: null, shopIds: [far.id] });
  await world.agree(itemId, 20_00);
  await desk.client.catalogue.putItemOnShelf({ itemId });
  expect([await found({ pointsMax: 40 }), await found({ pointsMax: 39 })]).toEqual([['远郊洗车'], []]);
  expect(new Set(await found({ region: '崇明' }))).toEqual(new Set(['远郊洗车', '各店洗车']));
  expect([await found({ region: '徐汇' }), await found({ region: '静安' })]).toEqual([['各店洗车'], []]);
  expect((await member.client.catalogue.listOfferedRegions()).items).toEqual(['崇明', '徐汇']);
});

test('a page of one shop is full of what is to be had there, however much newer there is elsewhere', async () => {
  const merchantId = await world.merchant('两店洗车');
  const [here, there] = [await world.shop(world.admin, merchantId, '静安'), await world.shop(world.admin, merchantId, '杨浦')];
  await world.offer({ merchantId, name: '两店都有' });
  await world.offer({ merchantId, name: '静安才有', shopIds: [here.id] });
  for (const name of ['杨浦甲', '杨浦乙', '杨浦丙']) await world.offer({ merchantId, name, shopIds: [there.id] });
  const page = (shopId: typeof here.id | null, limit: number) =>
    world.run(async (ctx) => (await listItemsAtShop(ctx, { merchantId, shopId, limit })).items.map(({ name }) => name));
  expect(await page(here.id, 2)).toEqual(['静安才有', '两店都有']);
  expect(await page(null, 1)).toEqual(['两店都有']);
  expect(await page(there.id, 9)).toEqual(['杨浦丙', '杨浦乙', '杨浦甲', '两店都有']);
});
