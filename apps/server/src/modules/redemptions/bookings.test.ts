/** Bookings that wait for a yes or no of their merchant. */
import { type Id, newId } from '@tessera/kernel';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, type MemberPerson } from '../../../test/world.ts';
import type { Actor } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { confirmBooking } from './answer-booking.ts';
import { expireVouchers } from './expire-vouchers.ts';
import { redemptionsPersonal } from './personal-records.ts';
import { createRedemptionsWorld, PIN, part, type RedemptionsWorld } from './redemptions.world.ts';

const MINUTE_SECONDS = 60;
let world: RedemptionsWorld;
let wax: Id<'item'>;

beforeAll(async () => {
  world = await createRedemptionsWorld();
  // The clock is turned by more than an idle session lasts.
  const security = await world.staff('securityAdministrator');
  await security.client.settings.updateSetting({ key: 'identity.consoleIdleMinutes', value: 240 });
  wax = await world.item({ needsConfirmation: true, stock: 90 });
});
afterAll(() => world.close());

const inMinutes = (minutes: number) => new Date(world.clock().getTime() + minutes * MINUTE_SECONDS * 1_000).toISOString();

/** Two pieces with points of two programmes, and money. */
const ask = (of: MemberPerson, wishedAt: string | null = null) =>
  of.client.redemptions.bookRedemption({
    itemId: wax,
    quantity: 2,
    parts: [part(world.ours, 40), part(world.house, 9)],
    cashMinor: 1_284,
    pin: PIN,
    wishedAt,
  });
const own = (of: MemberPerson, redemptionId: Id<'redemption'>) => of.client.redemptions.getOwnRedemption({ redemptionId });
const payer = () => world.member({ ours: 40, house: 9 });
const told = async (of: MemberPerson) => (await of.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind);
const WHOLE = [40, 9, 10_000];
const SPENT = [0, 0, 8_716];

test('a booking waits for its merchant alone; with a yes the member gets the voucher', async () => {
  const { merchant, till, admin } = world;
  const member = await payer();
  const booked = await ask(member, inMinutes(30 * 60));
  const redemptionId = booked.id;
  expect(booked).toMatchObject({ state: 'asked', voucherCode: null, mayCancel: true, answerBy: inMinutes(24 * 60) });
  expect(await told(member)).toContain('redemption.asked');
  expect((await merchant.client.notifications.listOwnNotices({})).items.map(({ kind }) => kind)).toContain('booking.waiting');
  expect(await merchant.client.redemptions.countBookings()).toEqual({ asked: 1 });
  expect((await merchant.client.redemptions.listRedemptions({ state: 'asked' })).items).toMatchObject([{ id: redemptionId, memberName: '王*明' }]);
  const [rival, rivalTill] = [await world.staff('merchantManager'), await world.newTill(admin)];
  expect(await rival.client.redemptions.countBookings()).toEqual({ asked: 0 });
  expect(await codeOf(rival.client.redemptions.confirmBooking({ redemptionId }))).toBe('redemptions.unknown');
  expect(await codeOf(rivalTill.client.redemptions.refuseAtTill({ redemptionId, reason: '不做' }))).toBe('redemptions.unknown');
  expect(await codeOf(admin.client.redemptions.returnRedemption({ redemptionId, quantity: 1 }))).toBe('redemptions.not_now');
  const key = newId();
  const yes = await merchant.client.redemptions.confirmBooking({ redemptionId }, { key });
  expect(yes).toMatchObject({ state: 'waiting', answeredByName: expect.stringMatching(/./), mayAnswer: false });
  expect(await merchant.client.redemptions.confirmBooking({ redemptionId }, { key })).toEqual(yes);
  expect(await codeOf(merchant.client.redemptions.refuseBooking({ redemptionId, reason: '太忙' }))).toBe('redemptions.not_now');
  expect(await told(member)).toContain('redemption.confirmed');
  const { voucherCode } = await own(member, redemptionId);
  expect(await till.client.redemptions.takeVoucher({ voucherCode: voucherCode ?? 'none' })).toMatchObject({ state: 'taken' });
  const { memberId } = member;
  const exported = await world.system(async (ctx) => redemptionsPersonal.parts[0]?.read(ctx, { memberId, userId: newId<'user'>() }, null) ?? null);
  expect(exported?.rows).toMatchObject([{ id: redemptionId }]);
  expect(JSON.stringify(exported)).not.toContain('answered_by');
  expect([await world.held(member), await world.faults()]).toEqual([SPENT, []]);
});

test('a no, at the merchant’s device, gives every source back exactly and tells the member why', async () => {
  const { till, admin } = world;
  const member = await payer();
  const stock = async () => (await admin.client.catalogue.getItem({ itemId: wax })).stock;
  const before = await stock();
  const { id: redemptionId } = await ask(member);
  expect((await till.client.redemptions.listTillBookings({})).items).toMatchObject([{ id: redemptionId, quantity: 2 }]);
  expect(await codeOf(till.client.redemptions.refuseAtTill({ redemptionId, reason: ' ' }))).toBe('request.invalid');
  const key = newId();
  const no = await till.client.redemptions.refuseAtTill({ redemptionId, reason: '当天师傅休息' }, { key });
  expect(no).toMatchObject({ state: 'refused', returnedQuantity: 2 });
  expect(await till.client.redemptions.refuseAtTill({ redemptionId, reason: '当天师傅休息' }, { key })).toEqual(no);
  const { voucherCode, returns } = await own(member, redemptionId);
  expect({ voucherCode, returns }).toMatchObject({
    voucherCode: null,
    returns: [{ kind: 'refusal', points: 49, cashMinor: 1_284, reason: '当天师傅休息' }],
  });
  expect(await told(member)).toContain('redemption.refused');
  expect([await world.held(member), await stock(), await world.faults()]).toEqual([WHOLE, before, []]);
});

test('what nobody answers in time goes back, once, and never later than the hour that was wished for', async () => {
  const [early, late] = [await payer(), await payer()];
  expect(await codeOf(ask(early, inMinutes(29)))).toBe('redemptions.wish_out_of_time');
  const [soon, day] = [await ask(early, inMinutes(31)), await ask(late)];
  const expire = () => expireVouchers(world.database, (fault) => expect.unreachable(String(fault)));
  world.pass(31 * MINUTE_SECONDS + 1);
  expect(await codeOf(world.merchant.client.redemptions.confirmBooking({ redemptionId: soon.id }))).toBe('redemptions.answer_late');
  expect(await Promise.all([expire(), expire()]).then(([one, other]) => one + other)).toBe(1);
  expect([(await own(early, soon.id)).state, (await own(late, day.id)).state]).toEqual(['expired', 'asked']);
  expect(await told(early)).toContain('redemption.unanswered');
  expect([await world.held(early), await world.held(late)]).toEqual([WHOLE, SPENT]);
  await late.client.redemptions.cancelOwnRedemption({ redemptionId: day.id });
  expect([await world.held(late), await world.faults()]).toEqual([WHOLE, []]);
});

test('a yes that began in time, the end of the time and the member’s cancel: one decides, and money goes one way', async () => {
  const { merchant, database } = world;
  const actor: Actor = {
    kind: 'staff',
    userId: '',
    staffId: newId<'staff'>(),
    name: '店长',
    organizationId: merchant.organizationId,
    organizationKind: 'merchant',
    permissions: new Set(['redemptions.write']),
  };
  for (let round = 0; round < 2; round += 1) {
    const member = await payer();
    const { id: redemptionId } = await ask(member, inMinutes(31));
    const inTime = world.clock();
    world.pass(31 * MINUTE_SECONDS + 1);
    const yes = database.transaction(actor, {}, (ctx) => confirmBooking({ ...ctx, now: inTime }, { key: newId(), redemptionId }));
    const tries = [
      yes,
      expireVouchers(database, (fault) => expect.unreachable(String(fault))),
      member.client.redemptions.cancelOwnRedemption({ redemptionId }),
    ];
    const [confirmed, ended, cancelled] = await Promise.allSettled(tries);
    const wins = {
      yes: confirmed?.status === 'fulfilled',
      end: ended?.status === 'fulfilled' && ended.value === 1,
      cancel: cancelled?.status === 'fulfilled',
    };
    // A voucher can be cancelled too, so a cancel may follow a yes; nothing else goes together.
    expect([wins.yes || wins.cancel, wins.end].filter(Boolean)).toHaveLength(1);
    const { state, returns } = await own(member, redemptionId);
    expect(state).toBe(wins.end ? 'expired' : wins.cancel ? 'cancelled' : 'waiting');
    expect([returns.length, await world.held(member), await world.faults()]).toEqual(state === 'waiting' ? [0, SPENT, []] : [1, WHOLE, []]);
  }
});

test('two that look without holding the row both find the booking unanswered: the control', async () => {
  const { id } = await ask(await payer());
  let [arrived, open, answers] = [0, () => {}, 0];
  const both = new Promise<void>((resolve) => {
    open = resolve;
  });
  const answerUnlocked = (state: 'waiting' | 'asked') =>
    world.system(async (ctx) => {
      const { rows } = await sql<{ state: string }>`select state from redemptions.redemption where id = ${id}`.execute(ctx.tx);
      arrived += 1;
      if (arrived === 2) open();
      await both;
      if (rows[0]?.state !== 'asked') return;
      await sql`update redemptions.redemption set state = ${state} where id = ${id}`.execute(ctx.tx);
      answers += 1;
    });
  await Promise.all([answerUnlocked('waiting'), answerUnlocked('asked')]);
  expect(answers).toBe(2);
});

test('points whose last day passed while a merchant said nothing are good again', async () => {
  const { memberId, ...member } = await payer();
  await world.system(async (ctx) =>
    sql`update loyalty.lot set expires_on = ${await businessDayNow(ctx)}::date where member_id = ${memberId}`.execute(ctx.tx),
  );
  await ask({ memberId, ...member });
  world.pass(2 * 24 * 60 * MINUTE_SECONDS);
  await expireVouchers(world.database, (fault) => expect.unreachable(String(fault)));
  const { rows } = await world.system((ctx) =>
    sql<{ points: number }>`select remaining::int as points from loyalty.lot where member_id = ${memberId} and state = 'active' order by 1`.execute(
      ctx.tx,
    ),
  );
  expect([rows, await world.faults()]).toEqual([[{ points: 9 }, { points: 40 }], []]);
});
