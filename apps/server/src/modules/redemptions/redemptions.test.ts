import { businessDayOf, dayAfter, type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, pictureBytes } from '../../../test/pictures.ts';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import { redeem } from './redeem.ts';
import { createRedemptionsWorld, fen, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

const DAY_SECONDS = 86_400;
let world: RedemptionsWorld;
let wash: Id<'item'>;

beforeAll(async () => {
  world = await createRedemptionsWorld();
  wash = await world.item();
});
afterAll(() => world.close());

const book = (
  of: MemberPerson,
  asked: { itemId?: Id<'item'>; quantity?: number; parts: ReturnType<typeof part>[]; cashMinor: number; pin?: string },
  key = newId(),
) => of.client.redemptions.bookRedemption({ itemId: wash, pin: PIN, ...asked }, { key });
const voucherOf = (redemption: { voucherCode: string | null }) => redemption.voucherCode ?? 'none';

test('at a till a member pays with points of two programmes and money, at once; every party sees its own part of it', async () => {
  const { till, ours, house, admin, issuer, merchant } = world;
  const member = await world.member({ ours: 12, house: 9 });
  world.pass(60);
  const credential = await world.credential(member);
  const quote = await till.client.redemptions.quoteAtTill({ itemId: wash, credential });
  expect(quote).toMatchObject({ memberName: '王*明', cashMinor: 1_050, pointsPrice: 30 });
  expect(quote.parts).toEqual(expect.arrayContaining([part(ours, 12), part(house, 9)]));
  const asked = { itemId: wash, parts: quote.parts, cashMinor: quote.cashMinor, credential, pin: PIN };
  const key = newId();
  const done = await till.client.redemptions.redeemAtTill(asked, { key });
  expect(done).toMatchObject({ state: 'taken', points: 21, cashMinor: 1_050, memberName: '王*明', quantity: 1 });
  expect(await till.client.redemptions.redeemAtTill(asked, { key })).toEqual(done);
  expect(await codeOf(till.client.redemptions.redeemAtTill({ ...asked, quantity: 2 }, { key }))).toBe('request.key_reused');
  expect(await codeOf(till.client.redemptions.redeemAtTill(asked))).toMatch(/loyalty.points_short|redemptions.declined/);
  expect(await world.held(member)).toEqual([0, 0, 8_950]);

  const redemptionId = done.id;
  const whole = await admin.client.redemptions.getRedemption({ redemptionId });
  // 22.00 is shared over 12 and 9 points and the 9 that money stands in for; the merchant has the money already.
  expect(whole.sources.map(({ points, priceMinor, costMinor }) => [points, priceMinor, costMinor]).sort()).toEqual([
    [12, 1_140, 880],
    [9, 855, 660],
  ]);
  expect(whole).toMatchObject({ dueMinor: 1_540, memberName: '王小明' });
  const sold = await merchant.client.redemptions.getRedemption({ redemptionId });
  expect(sold).toMatchObject({ dueMinor: 1_540, memberName: '王*明', sources: [], mayReturn: true });
  const paid = await issuer.client.redemptions.getRedemption({ redemptionId });
  expect(paid).toMatchObject({ dueMinor: null, points: 12, memberName: '王小明', mayReturn: false });
  expect(paid.sources).toMatchObject([{ points: 12, priceMinor: 1_140, costMinor: null }]);
  expect(await member.client.redemptions.getOwnRedemption({ redemptionId })).toMatchObject({ points: 21, voucherCode: null, mayCancel: false });
  const [rival, stranger, otherIssuer] = [await world.staff('merchantManager'), await world.member(), await world.staff('issuerManager')];
  for (const foreign of [rival, otherIssuer]) {
    expect(await codeOf(foreign.client.redemptions.getRedemption({ redemptionId }))).toBe('redemptions.unknown');
    expect((await foreign.client.redemptions.listRedemptions({})).items).toEqual([]);
  }
  // A line of settlement leads each party to the redemption behind it, as far as it may see.
  const today = businessDayOf(world.clock(), 'Asia/Shanghai');
  const lines = await world.finance.client.settlement.listMarginLines({ from: dayAfter(today, -1), to: dayAfter(today, 1) });
  const redeemedId = lines.items[0]?.redeemedId ?? 'none';
  const found = async (by: typeof admin) => (await by.client.redemptions.listRedemptions({ q: redeemedId })).items.map(({ id }) => id);
  for (const party of [admin, merchant, issuer]) expect(await found(party)).toEqual([redemptionId]);
  for (const foreign of [rival, otherIssuer]) expect(await found(foreign)).toEqual([]);
  expect(await codeOf(rival.client.redemptions.returnRedemption({ redemptionId, quantity: 1 }))).toBe('redemptions.unknown');
  expect(await codeOf(issuer.client.redemptions.returnRedemption({ redemptionId, quantity: 1 }))).toBe('request.forbidden');
  expect(await codeOf(stranger.client.redemptions.getOwnRedemption({ redemptionId }))).toBe('redemptions.unknown');
  expect(await world.faults()).toEqual([]);
});

test('any shortage moves nothing: points, money, stock, an old price, a frozen card', async () => {
  const { ours } = world;
  const scarce = await world.item({ stock: 1, pointsPrice: 10, moneyPriceMinor: 2_000 });
  const member = await world.member({ ours: 15 }, 1_000);
  const tries: [Parameters<typeof book>[1], string][] = [
    [{ parts: [part(ours, 16)], cashMinor: 1_634 }, 'loyalty.points_short'],
    [{ parts: [part(ours, 15)], cashMinor: 1_750 }, 'redemptions.declined'],
    [{ parts: [part(ours, 15)], cashMinor: 1_749 }, 'checkouts.price_changed'],
    [{ parts: [part(ours, 31)], cashMinor: 0 }, 'redemptions.points_too_many'],
    [{ itemId: scarce, quantity: 2, parts: [part(ours, 15)], cashMinor: 1_000 }, 'catalogue.sold_out'],
    [{ itemId: newId<'item'>(), parts: [], cashMinor: 0 }, 'redemptions.not_for_sale'],
    [{ quantity: 0, parts: [], cashMinor: 0 }, 'request.invalid'],
  ];
  for (const [asked, code] of tries) expect([asked, await codeOf(book(member, asked))]).toEqual([asked, code]);
  world.pass(60);
  const credential = await world.credential(member);
  for (const { id: cardId } of (await member.client.cards.listOwnCards()).items) await world.admin.client.cards.freezeCard({ cardId });
  const { redemptions } = world.till.client;
  const asked = { itemId: scarce, parts: [part(ours, 10)], cashMinor: 0, pin: PIN };
  expect(await codeOf(redemptions.redeemAtTill({ ...asked, credential }))).toBe('redemptions.declined');
  expect(await world.held(member)).toEqual([15, 0, 1_000]);
  expect((await member.client.redemptions.listOwnRedemptions({})).items).toEqual([]);
  expect(await world.faults()).toEqual([]);
});

test('a voucher is paid on the member’s site and taken once, whoever of twenty tries it at the same time', async () => {
  const { till, ours, merchant } = world;
  const member = await world.member({ ours: 50 });
  const booked = await book(member, { parts: [part(ours, 30)], cashMinor: 0 });
  expect(booked).toMatchObject({ state: 'waiting', mayCancel: true, cashMinor: 0 });
  const voucherCode = voucherOf(booked);
  expect(await till.client.redemptions.lookAtVoucher({ voucherCode })).toMatchObject({ state: 'waiting', itemName: '标准洗车' });
  const rival = await world.newTill(world.admin);
  expect(await codeOf(rival.client.redemptions.takeVoucher({ voucherCode }))).toBe('redemptions.voucher_unknown');
  expect(await codeOf(till.client.redemptions.takeVoucher({ voucherCode: '720000000000000001' }))).toBe('redemptions.voucher_unknown');
  const tills = [till, await world.newTill(world.admin, merchant.organizationId)];
  const codes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => codeOf((tills[index % 2] ?? till).client.redemptions.takeVoucher({ voucherCode }))),
  );
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(codes.filter((code) => code === 'redemptions.voucher_taken')).toHaveLength(19);
  expect(await codeOf(member.client.redemptions.cancelOwnRedemption({ redemptionId: booked.id }))).toBe('redemptions.not_now');
  expect(await world.held(member)).toEqual([20, 0, 10_000]);
});

test('two that look without holding the row both find the voucher waiting: the control', async () => {
  const member = await world.member({ ours: 30 });
  const { id } = await book(member, { parts: [part(world.ours, 30)], cashMinor: 0 });
  let [arrived, open, takings] = [0, () => {}, 0];
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const takeUnlocked = () =>
    world.system(async (ctx) => {
      const { rows } = await sql<{ state: string }>`select state from redemptions.redemption where id = ${id}`.execute(ctx.tx);
      arrived += 1;
      if (arrived === 2) open();
      await both;
      if (rows[0]?.state !== 'waiting') return;
      await sql`update redemptions.redemption set state = 'taken', taken_at = ${ctx.now} where id = ${id}`.execute(ctx.tx);
      takings += 1;
    });
  await Promise.all([takeUnlocked(), takeUnlocked()]);
  expect(takings).toBe(2);
});

test('the last points are spent once, however many redemptions ask for them at the same time', async () => {
  const member = await world.member({ ours: 30 }, 0);
  const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(book(member, { parts: [part(world.ours, 30)], cashMinor: 0 }))));
  expect(codes.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(codes.filter((code) => code === 'loyalty.points_short')).toHaveLength(7);
  expect(await world.faults()).toEqual([]);
});

test('a cancel gives every source back exactly, and stock too; replayed it gives back nothing more', async () => {
  const { ours, house, admin } = world;
  const counted = await world.item({ stock: 5 });
  const member = await world.member({ ours: 40, house: 9 });
  const booked = await book(member, { itemId: counted, quantity: 2, parts: [part(ours, 40), part(house, 9)], cashMinor: 1_284 });
  const stock = async () => (await admin.client.catalogue.getItem({ itemId: counted })).stock;
  expect([await world.held(member), await stock()]).toEqual([[0, 0, 8_716], 3]);
  const key = newId();
  const cancel = () => member.client.redemptions.cancelOwnRedemption({ redemptionId: booked.id }, { key });
  const cancelled = await cancel();
  expect(cancelled).toMatchObject({ state: 'cancelled', returnedQuantity: 2, voucherCode: null });
  expect(await cancel()).toEqual(cancelled);
  expect([await world.held(member), await stock()]).toEqual([[40, 9, 10_000], 5]);
  expect(await codeOf(world.till.client.redemptions.takeVoucher({ voucherCode: voucherOf(booked) }))).toBe('redemptions.voucher_over');
  expect(await world.faults()).toEqual([]);
});

test('pieces come back one by one, at the till and at the desk, and end where they began', async () => {
  const { ours, house, till, admin } = world;
  const member = await world.member({ ours: 50, house: 31 });
  world.pass(60);
  const credential = await world.credential(member);
  const done = await till.client.redemptions.redeemAtTill({
    itemId: wash,
    quantity: 3,
    parts: [part(ours, 50), part(house, 31)],
    cashMinor: 1_050,
    credential,
    pin: PIN,
  });
  const redemptionId = done.id;
  expect(await till.client.redemptions.returnAtTill({ redemptionId, quantity: 1, reason: '不洗了' })).toMatchObject({
    state: 'taken',
    returnedQuantity: 1,
  });
  expect(await world.held(member)).toEqual([17, 10, 9_300]);
  expect(await codeOf(admin.client.redemptions.returnRedemption({ redemptionId, quantity: 3 }))).toBe('redemptions.return_too_much');
  expect(await world.faults()).toEqual([]);
  expect(await admin.client.redemptions.returnRedemption({ redemptionId, quantity: 2 })).toMatchObject({ state: 'returned', dueMinor: 0 });
  expect(await world.held(member)).toEqual([50, 31, 10_000]);
  expect(await codeOf(admin.client.redemptions.returnRedemption({ redemptionId, quantity: 1 }))).toBe('redemptions.not_now');
  expect(await world.faults()).toEqual([]);
});

test('a redemption whose transaction is lost midway has moved nothing and goes through when it is asked again', async () => {
  const member = await world.member({ ours: 30 });
  const key = newId<'redemption'>();
  const parts = [part(world.ours, 20)];
  const { payers } = world.app.core;
  const found = await payers.find({ kind: 'member', memberNumber: member.memberNumber });
  if (!found.found) throw new Error('the member is known');
  const proven = { payer: found.payer };
  const lost = world.system(async (ctx) => {
    const rest = { way: 'device', quantity: 1, cashMinor: fen(1_167), by: 'app', note: '' } as const;
    await redeem(ctx, { id: key, memberId: member.memberId, itemId: wash, parts, proven, ...rest });
    throw new Error('the connection is lost before the commit');
  });
  await expect(lost).rejects.toThrow('lost');
  expect(await world.held(member)).toEqual([30, 0, 10_000]);
  const asked = { parts, cashMinor: 1_167 };
  const done = await book(member, asked, key);
  expect(await book(member, asked, key)).toEqual(done);
  expect(await world.held(member)).toEqual([10, 0, 8_833]);
  expect(await world.faults()).toEqual([]);
});

test('an item that needs a photo or a booking asks for it; a photo is seen by who sees the redemption, and used once', async () => {
  const { till, ours, admin, issuer } = world;
  const rescue = await world.item({ needsPhoto: true, needsBooking: true });
  const member = await world.member({ ours: 90 });
  const parts = [part(ours, 30)];
  expect(await codeOf(book(member, { itemId: rescue, parts, cashMinor: 0 }))).toBe('redemptions.booking_needed');
  const wishedAt = new Date(world.clock().getTime() + 3_600_000).toISOString();
  const late = new Date(world.clock().getTime() + 60 * DAY_SECONDS * 1_000).toISOString();
  const wish = (at: string) =>
    member.client.redemptions.bookRedemption({ itemId: rescue, parts, cashMinor: 0, pin: PIN, wishedAt: at, note: '粤B 12345' });
  expect(await codeOf(wish(late))).toBe('redemptions.wish_out_of_time');
  const booked = await wish(wishedAt);
  const voucherCode = voucherOf(booked);
  expect(await codeOf(till.client.redemptions.takeVoucher({ voucherCode }))).toBe('redemptions.photo_needed');
  expect(await codeOf(till.client.redemptions.addTillPhoto({ file: fileOf(Buffer.from('no picture')) }))).toBe('redemptions.photo_unreadable');
  const photo = await till.client.redemptions.addTillPhoto({ file: fileOf(pictureBytes('jpeg')) });
  const rival = await world.newTill(admin);
  const foreign = await rival.client.redemptions.addTillPhoto({ file: fileOf(pictureBytes('png')) });
  expect(await codeOf(till.client.redemptions.takeVoucher({ voucherCode, photoIds: [foreign.id] }))).toBe('redemptions.photo_unknown');
  expect(await till.client.redemptions.takeVoucher({ voucherCode, photoIds: [photo.id] })).toMatchObject({ state: 'taken', note: '粤B 12345' });
  const whole = await admin.client.redemptions.getRedemption({ redemptionId: booked.id });
  expect(whole.photoIds).toEqual([photo.id]);
  expect(Buffer.from(await (await admin.client.redemptions.getRedemptionPhoto({ redemptionPhotoId: photo.id })).arrayBuffer())).toEqual(
    pictureBytes('jpeg'),
  );
  expect(await codeOf(issuer.client.redemptions.getRedemptionPhoto({ redemptionPhotoId: photo.id }))).toBe('redemptions.photo_unknown');
  world.pass(60);
  const again = { itemId: rescue, parts, cashMinor: 0, photoIds: [photo.id], pin: PIN, credential: await world.credential(member) };
  expect(await codeOf(till.client.redemptions.redeemAtTill(again))).toBe('redemptions.photo_unknown');
});

test('above the floor a PIN is asked for, and a wrong one moves nothing', async () => {
  const dear = await world.item({ pointsPrice: null, moneyPriceMinor: 9_000 });
  const member = await world.member();
  const asked = { itemId: dear, parts: [], cashMinor: 9_000 };
  expect(await codeOf(member.client.redemptions.bookRedemption(asked))).toBe('redemptions.declined');
  expect(await codeOf(book(member, { ...asked, pin: '111111' }))).toBe('redemptions.declined');
  const key = newId();
  expect(await book(member, asked, key)).toMatchObject({ cashMinor: 9_000, points: 0 });
  expect(await world.held(member)).toEqual([0, 0, 1_000]);
  // Points too: what it is worth counts, not what of it is money.
  const rich = await world.member({ ours: 30 }, 0);
  expect(await codeOf(rich.client.redemptions.bookRedemption({ itemId: wash, parts: [part(world.ours, 30)], cashMinor: 0 }))).toBe(
    'redemptions.declined',
  );
  expect(await world.held(rich)).toEqual([30, 0, 0]);
});

test('the desk finds a redemption by number, member, day and state, and takes the list out as a file', async () => {
  const { admin, merchant } = world;
  const member = await world.member({ ours: 30 });
  const { id, number } = await book(member, { parts: [part(world.ours, 30)], cashMinor: 0 });
  const ids = async (filter: Parameters<typeof admin.client.redemptions.listRedemptions>[0]) =>
    (await admin.client.redemptions.listRedemptions(filter)).items.map((one) => one.id);
  expect(await ids({ q: number })).toEqual([id]);
  expect(await ids({ q: member.memberNumber, state: 'waiting', issuerId: world.issuer.organizationId })).toEqual([id]);
  expect(await ids({ q: member.memberNumber, to: '2020-01-01' })).toEqual([]);
  expect((await merchant.client.redemptions.listRedemptions({ q: member.memberNumber })).items).toEqual([]);
  const first = await admin.client.redemptions.listRedemptions({ limit: 2 });
  const second = await admin.client.redemptions.listRedemptions({ limit: 2, cursor: first.nextCursor ?? '' });
  expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(4);
  const text = await (await admin.client.redemptions.exportRedemptions({ q: number, language: 'en' })).text();
  expect(text).toContain('Time,Number,State');
  expect(text).toContain(number);
});
