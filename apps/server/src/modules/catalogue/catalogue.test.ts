import { type Id, newId } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileOf, pictureBytes } from '../../../test/pictures.ts';
import { codeOf } from '../../../test/world.ts';
import { type CatalogueWorld, createCatalogueWorld } from './catalogue.world.ts';
import { findItemsForSale, returnStock, takeStock } from './index.ts';
import { selectItemsById, updateItemRow } from './queries.ts';

let world: CatalogueWorld;
let desk: CatalogueWorld['desk'];
let manager: CatalogueWorld['manager'];
let stranger: CatalogueWorld['stranger'];
let member: CatalogueWorld['member'];
let merchantId: CatalogueWorld['merchantId'];
let categoryId: CatalogueWorld['categoryId'];
beforeAll(async () => {
  world = await createCatalogueWorld();
  ({ desk, manager, stranger, member, merchantId, categoryId } = world);
});
afterAll(() => world?.close());

describe('categories', () => {
  test('ten are there, and the operator adds more, on two levels, each with a code of its own', async () => {
    expect((await desk.client.catalogue.listCategories()).items.length).toBeGreaterThanOrEqual(10);
    const fields = { code: 'wax', name: { zh: '打蜡', en: 'Waxing' }, parentId: categoryId, place: 5, state: 'on' as const };
    const wax = await desk.client.catalogue.createCategory(fields, { key: newId() });
    expect(await codeOf(desk.client.catalogue.createCategory(fields, { key: newId() }))).toBe('catalogue.category_code_taken');
    const below = { ...fields, code: 'wax-deep', parentId: wax.id };
    expect(await codeOf(desk.client.catalogue.createCategory(below, { key: newId() }))).toBe('catalogue.category_parent_wrong');
    const upside = { ...fields, code: 'car-wash', parentId: (await world.categoryOf('gym')).id };
    expect(await codeOf(desk.client.catalogue.updateCategory({ categoryId, ...upside }))).toBe('catalogue.category_parent_wrong');
    expect(await codeOf(manager.client.catalogue.createCategory({ ...fields, code: 'mine' }, { key: newId() }))).toBe('request.forbidden');
    expect(await codeOf(desk.client.catalogue.createCategory({ ...fields, code: 'Not a code' }, { key: newId() }))).toBe('request.invalid');
  });

  test('of one that is switched off nothing is offered, entered or put on the shelf', async () => {
    const fields = { code: 'pets', name: { zh: '宠物', en: 'Pets' }, parentId: null, place: 200, state: 'on' as const };
    const { id } = await desk.client.catalogue.createCategory(fields, { key: newId() });
    const item = await world.offer({ categoryId: id, name: '洗狗' });
    const found = async () => (await member.client.catalogue.listOfferedItems({ q: '洗狗' })).items.map((one) => one.id);
    expect(await found()).toEqual([item.id]);
    await desk.client.catalogue.updateCategory({ categoryId: id, ...fields, state: 'off' });
    expect(await found()).toEqual([]);
    expect(await codeOf(member.client.catalogue.getOfferedItem({ itemId: item.id }))).toBe('catalogue.item_unknown');
    expect((await world.run((ctx) => findItemsForSale(ctx, [item.id], { at: ctx.now }))).get(item.id)).toMatchObject({ isOn: false });
    expect(await codeOf(world.enter(desk, { categoryId: id }))).toBe('catalogue.category_off');
  });
});

describe('an item', () => {
  test('of a merchant waits until the operator has looked at it as it is, and again when it is changed on the shelf', async () => {
    const { id: itemId } = await world.enter(manager);
    expect(await manager.client.catalogue.putItemOnShelf({ itemId })).toMatchObject({ state: 'waiting' });
    expect(await codeOf(manager.client.catalogue.approveItem({ itemId, revision: 1 }))).toBe('request.forbidden');
    await manager.client.catalogue.addItemPhoto({ itemId, file: fileOf(pictureBytes('png')) }, { key: newId() });
    expect(await codeOf(desk.client.catalogue.approveItem({ itemId, revision: 1 }))).toBe('catalogue.changed_meanwhile');
    expect(await desk.client.catalogue.approveItem({ itemId, revision: 2 })).toMatchObject({ state: 'on' });
    const { name, description, kind, needsBooking } = await manager.client.catalogue.getItem({ itemId });
    const fields = { categoryId, name, description, kind, needsBooking, needsPhoto: true, moneyPriceMinor: 99_00, pointsPrice: null };
    expect(await codeOf(manager.client.catalogue.updateItem({ itemId, revision: 1, ...fields }))).toBe('catalogue.changed_meanwhile');
    expect(await manager.client.catalogue.updateItem({ itemId, revision: 2, ...fields })).toMatchObject({ state: 'waiting', revision: 3 });
    const sent = await desk.client.catalogue.refuseItem({ itemId, revision: 3, message: '价格有误' });
    expect(sent).toMatchObject({ state: 'off', message: '价格有误' });
    await world.reviewing(false);
    expect(await manager.client.catalogue.putItemOnShelf({ itemId })).toMatchObject({ state: 'on', message: '' });
    await world.reviewing(true);
  });

  test('has a price, and shops of its own merchant', async () => {
    expect(await codeOf(world.enter(desk, { moneyPriceMinor: null }))).toBe('request.invalid');
    expect(await codeOf(world.enter(desk, { moneyPriceMinor: 0 }))).toBe('request.invalid');
    const own = await world.shop(manager, merchantId);
    const foreign = await world.shop(stranger, stranger.organizationId);
    expect(await codeOf(world.enter(desk, { shopIds: [own.id, foreign.id] }))).toBe('catalogue.shop_not_of_merchant');
    expect(await codeOf(world.enter(manager, { shopIds: [newId()] }))).toBe('catalogue.shop_not_of_merchant');
    const item = await world.offer({ shopIds: [own.id] });
    expect((await member.client.catalogue.getOfferedItem({ itemId: item.id })).shops.map(({ name }) => name)).toEqual(['浦东店']);
  });

  test('is looked after by its merchant and the operator, and unknown to every other merchant', async () => {
    const item = await world.offer();
    const { id: itemId } = item;
    const file = fileOf(pictureBytes('png'));
    const { photoIds } = await desk.client.catalogue.addItemPhoto({ itemId, file }, { key: newId() });
    const { catalogue } = stranger.client;
    const tries = [
      catalogue.getItem({ itemId }),
      catalogue.takeItemOffShelf({ itemId }),
      catalogue.receiveStock({ itemId, quantity: 1 }, { key: newId() }),
      catalogue.listStockMoves({ itemId }),
      catalogue.listAgreedPrices({ itemId }),
      catalogue.proposeAgreedPrice({ itemId, agreedMinor: 1 }, { key: newId() }),
      catalogue.addItemPhoto({ itemId, file }, { key: newId() }),
    ];
    expect(new Set(await Promise.all(tries.map(codeOf)))).toEqual(new Set(['catalogue.item_unknown']));
    expect(await codeOf(catalogue.removeItemPhoto({ itemPhotoId: photoIds[0] ?? newId() }))).toBe('catalogue.photo_unknown');
    expect(await codeOf(world.enter(stranger))).toBe('organizations.unknown');
    expect((await catalogue.listItems({ merchantId })).items).toEqual([]);
    expect((await catalogue.listItems({ q: item.name })).items).toEqual([]);
  });

  test('has photos by what they hold, six at most, which members see while it is on the shelf', async () => {
    const { id: itemId } = await world.offer();
    const add = (bytes: Uint8Array, key = newId()) => desk.client.catalogue.addItemPhoto({ itemId, file: fileOf(bytes) }, { key });
    expect(await codeOf(add(Buffer.from('<svg/>')))).toBe('catalogue.photo_unreadable');
    const key = newId();
    await add(pictureBytes('webp'), key);
    const [itemPhotoId = newId()] = (await add(pictureBytes('webp'), key)).photoIds;
    for (let count = 2; count <= 6; count += 1) expect((await add(pictureBytes('jpeg'))).photoIds).toHaveLength(count);
    expect(await codeOf(add(pictureBytes('jpeg')))).toBe('catalogue.too_many_photos');
    const shown = await member.client.catalogue.getOfferedItemPhoto({ itemPhotoId });
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(pictureBytes('webp'));
    const others = (await manager.client.catalogue.getItem({ itemId })).photoIds.slice(1);
    const order = (itemPhotoIds: typeof others) => manager.client.catalogue.orderItemPhotos({ itemId, itemPhotoIds });
    expect(await codeOf(order(others))).toBe('catalogue.photos_changed');
    expect(await codeOf(order([...others, ...others.slice(0, 1)]))).toBe('catalogue.photos_changed');
    expect(await order([...others, itemPhotoId])).toMatchObject({ state: 'on', photoIds: [...others, itemPhotoId] });
    await desk.client.catalogue.takeItemOffShelf({ itemId });
    expect(await codeOf(member.client.catalogue.getOfferedItemPhoto({ itemPhotoId }))).toBe('catalogue.photo_unknown');
    expect((await desk.client.catalogue.removeItemPhoto({ itemPhotoId })).photoIds).toEqual(others);
    expect((await add(pictureBytes('png'))).photoIds.slice(0, 5)).toEqual(others);
  });

  test('is found by its kind, and by the side whose answer its price waits for', async () => {
    const { id: itemId } = await world.enter(manager, { kind: 'product', name: '香水' });
    type Query = Parameters<typeof desk.client.catalogue.listItems>[0];
    const found = async (query: Query) => (await desk.client.catalogue.listItems({ q: '香水', ...query })).items.length;
    expect([await found({ kind: 'product' }), await found({ kind: 'service' }), await found({ priceWaitsFor: 'operator' })]).toEqual([1, 0, 0]);
    const price = await manager.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 5_00 }, { key: newId() });
    expect([await found({ priceWaitsFor: 'operator' }), await found({ priceWaitsFor: 'merchant' })]).toEqual([1, 0]);
    await desk.client.catalogue.acceptAgreedPrice({ agreedPriceId: price.id });
    expect(await found({ priceWaitsFor: 'operator' })).toBe(0);
  });

  test('is listed in any order, page by page, with what has no such price at the end', async () => {
    const owner = await world.merchant('排序商户');
    const prices = [50_00, 10_00, null, 30_00];
    for (const [at, moneyPriceMinor] of prices.entries())
      await world.enter(desk, { merchantId: owner, name: `件 ${at}`, moneyPriceMinor, pointsPrice: 5 + at });
    const all: (number | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.client.catalogue.listItems({ merchantId: owner, sort: 'money', limit: 2, ...(cursor && { cursor }) });
      all.push(...page.items.map((item) => item.moneyPriceMinor));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(all).toEqual([10_00, 30_00, 50_00, null]);
    const file = await desk.client.catalogue.exportItems({ merchantId: owner, sort: 'name', language: 'zh-CN' });
    expect((await file.text()).split('\r\n').slice(1, 3)).toEqual([expect.stringContaining('件 0'), expect.stringContaining('件 1')]);
  });
});

describe('the agreed price', () => {
  test('is proposed by one side and agreed by the other, never edited, and holds from its instant on', async () => {
    const { id: itemId } = await world.enter(desk, { pointsPrice: 30 });
    expect(await codeOf(desk.client.catalogue.putItemOnShelf({ itemId }))).toBe('catalogue.agreed_price_missing');
    const first = await desk.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 22_00 }, { key: newId() });
    const { id: agreedPriceId } = first;
    expect(await codeOf(desk.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 1 }, { key: newId() }))).toBe('catalogue.price_waits');
    expect(await codeOf(world.other.client.catalogue.acceptAgreedPrice({ agreedPriceId }))).toBe('catalogue.price_other_side');
    expect(await codeOf(stranger.client.catalogue.acceptAgreedPrice({ agreedPriceId }))).toBe('catalogue.price_unknown');
    expect(await manager.client.catalogue.acceptAgreedPrice({ agreedPriceId })).toMatchObject({
      state: 'agreed',
      holdsNow: true,
      proposedByName: null,
    });
    expect(await codeOf(manager.client.catalogue.acceptAgreedPrice({ agreedPriceId }))).toBe('catalogue.price_not_now');
    expect(await desk.client.catalogue.putItemOnShelf({ itemId })).toMatchObject({ state: 'on' });

    const before = world.clock();
    world.pass(60);
    const second = await manager.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 25_00 }, { key: newId() });
    await desk.client.catalogue.acceptAgreedPrice({ agreedPriceId: second.id });
    const at = async (instant: Date) => (await world.run((ctx) => findItemsForSale(ctx, [itemId], { at: instant }))).get(itemId)?.agreedPriceMinor;
    expect(await at(before)).toBe(22_00);
    expect(await at(new Date(world.clock().getTime() + 1_000))).toBe(25_00);
    expect(await at(new Date(before.getTime() - 3_600_000))).toBeNull();
    const history = (await desk.client.catalogue.listAgreedPrices({ itemId })).items;
    expect(history.map(({ amountMinor, holdsNow }) => [amountMinor, holdsNow])).toEqual([
      [25_00, true],
      [22_00, false],
    ]);
    const edited = world.run((ctx) =>
      ctx.tx
        .withTables<{ 'catalogue.agreed_price': { id: string; amount_minor: number } }>()
        .updateTable('catalogue.agreed_price')
        .set({ amount_minor: 1 })
        .execute(),
    );
    await expect(edited).rejects.toThrow(/permission denied/);
  });

  test('of a day to come is not paid before, and a proposal is taken back', async () => {
    const { id: itemId } = await world.enter(desk, { pointsPrice: 30 });
    const wishedOn = '2099-01-01';
    const proposed = await manager.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 9_00, wishedOn }, { key: newId() });
    expect(await manager.client.catalogue.refuseAgreedPrice({ agreedPriceId: proposed.id })).toMatchObject({ state: 'refused' });
    const again = await manager.client.catalogue.proposeAgreedPrice({ itemId, agreedMinor: 9_00, wishedOn }, { key: newId() });
    expect(await desk.client.catalogue.acceptAgreedPrice({ agreedPriceId: again.id })).toMatchObject({ holdsNow: false });
    expect(await codeOf(desk.client.catalogue.putItemOnShelf({ itemId }))).toBe('catalogue.agreed_price_missing');
  });

  test('is told to nobody but the operator, the merchant and the system', async () => {
    const { id: itemId } = await world.enter(desk, { pointsPrice: 30 });
    await world.agree(itemId, 22_17);
    await desk.client.catalogue.putItemOnShelf({ itemId });
    const asMember = { kind: 'member' as const, userId: newId(), memberId: member.memberId, permissions: new Set<never>() };
    const found = await world.database.transaction(asMember, {}, (ctx) => findItemsForSale(ctx, [itemId], { at: ctx.now }));
    expect(found.get(itemId)).toMatchObject({ pointsPrice: 30, isOn: true, agreedPriceMinor: null });
    expect(await codeOf(member.client.catalogue.listAgreedPrices({ itemId }))).toBe('request.forbidden');
    const cashier = await world.staff('merchantCashier', merchantId);
    expect(await codeOf(cashier.client.catalogue.listAgreedPrices({ itemId }))).toBe('request.forbidden');
    expect(JSON.stringify(await member.client.catalogue.getOfferedItem({ itemId }))).not.toContain('2217');
  });
});

describe('stock', () => {
  const stockOf = async (itemId: Id<'item'>) => (await desk.client.catalogue.getItem({ itemId })).stock;
  const take = (itemId: Id<'item'>, key: string = newId()) => world.run((ctx) => takeStock(ctx, { itemId, quantity: 1, key }));

  test('the last piece is taken once, however many want it at once', async () => {
    const { id: itemId } = await world.offer({ stock: 1 });
    const codes = await Promise.all(Array.from({ length: 12 }, () => codeOf(take(itemId))));
    expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
    expect(codes.filter((code) => code === 'catalogue.sold_out')).toHaveLength(11);
    expect(await stockOf(itemId)).toBe(0);
  });

  test('the control: who looks without the lock sells the last piece more than once', async () => {
    const { id: itemId } = await world.offer({ stock: 1 });
    let waiting = 0;
    let open: () => void = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const careless = () =>
      world.run(async (ctx) => {
        const [row] = await selectItemsById(ctx, [itemId]);
        waiting += 1;
        if (waiting === 2) open();
        await all;
        if (!row?.stock) return false;
        await updateItemRow(ctx, itemId, { stock: row.stock - 1 });
        return true;
      });
    expect(await Promise.all([careless(), careless()])).toEqual([true, true]);
  });

  test('the same key takes once, and what was taken comes back in parts, never more of it', async () => {
    const { id: itemId } = await world.offer({ stock: 5 });
    const key = newId();
    const three = () => world.run((ctx) => takeStock(ctx, { itemId, quantity: 3, key }));
    await Promise.all([three(), three()]);
    expect(await stockOf(itemId)).toBe(2);
    await world.run((ctx) => returnStock(ctx, { key, quantity: 1 }));
    expect(await codeOf(world.run((ctx) => returnStock(ctx, { key, quantity: 3 })))).toBe('catalogue.return_too_much');
    await world.run((ctx) => returnStock(ctx, { key, quantity: 2 }));
    expect(await stockOf(itemId)).toBe(5);
    const moves = (await manager.client.catalogue.listStockMoves({ itemId })).items;
    expect(moves.map(({ kind, change, stockAfter }) => [kind, change, stockAfter])).toEqual([
      ['returned', 2, 5],
      ['returned', 1, 3],
      ['taken', -3, 2],
      ['corrected', null, 5],
    ]);
  });

  test('arrives, is corrected with a reason, and may be without end', async () => {
    const { id: itemId } = await world.offer();
    await world.run((ctx) => takeStock(ctx, { itemId, quantity: 7, key: newId() }));
    expect(await codeOf(desk.client.catalogue.receiveStock({ itemId, quantity: 1 }, { key: newId() }))).toBe('catalogue.stock_not_counted');
    await desk.client.catalogue.correctStock({ itemId, stock: 4, reason: '盘点' }, { key: newId() });
    expect(await desk.client.catalogue.receiveStock({ itemId, quantity: 6 }, { key: newId() })).toMatchObject({ stock: 10 });
    expect(await codeOf(desk.client.catalogue.correctStock({ itemId, stock: 4, reason: '' }, { key: newId() }))).toBe('request.invalid');
  });
});
