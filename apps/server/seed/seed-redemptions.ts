import { type Id, toMinor } from '@tessera/kernel';
import { listItemsAtShop } from '../src/modules/catalogue/index.ts';
import { listPointsOf } from '../src/modules/loyalty/index.ts';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { findOpenShopsOf } from '../src/modules/merchants/index.ts';
import { findMerchantsByName } from '../src/modules/organizations/index.ts';
import { createPayerBook, type ProofParts, type TerminalFacts } from '../src/modules/payments/index.ts';
import { bookRedemption, cancelOwnRedemption, redeemAtTill, returnAtTill, takeVoucher } from '../src/modules/redemptions/index.ts';
import { createTerminal, placeTerminalIn } from '../src/modules/terminals/index.ts';
import { openWallets, setOwnPin } from '../src/modules/wallets/index.ts';
import type { Call } from '../src/platform/bind.ts';
import { type Actor, type Ctx, systemActor } from '../src/platform/ctx.ts';
import type { Database } from '../src/platform/database.ts';
import { once } from '../src/platform/idempotency.ts';
import type { SecretBox } from '../src/platform/secret-box.ts';
import { idAt } from './id-at.ts';
import { DEMO_ISSUER, DEMO_MEMBERS, DEMO_PIN } from './people.ts';
import { factsOfTill } from './till-facts.ts';

const SEEDER = systemActor('demo');
const CAR_WASH = '净驰汽车服务';
const SHOP = '净驰大学路店';
const [HOUSE, INSURER] = ['星湖积分', '星湖保险车主积分'];
const [WASH, WAX] = ['标准洗车', '打蜡养护'];
const WASH_POINTS = 30;
/** Of the waxing’s 100 points; the rest of its 120.00 is money. */
const WAX_POINTS = 40;
const WAX_CASH_MINOR = 72_00;
const WISHED_IN_MS = 2 * 24 * 60 * 60 * 1000;
const [INSURED] = DEMO_ISSUER.members[0];

type Parts = { database: Database; secrets: SecretBox; timeZone: string; clock: () => Date };
/** Where members redeem, and what; `atMs` is when it was made, for the keys of all that is redeemed there. */
export type WashTill = { terminalId: Id<'terminal'>; merchantId: Id<'organization'>; washId: Id<'item'>; waxId: Id<'item'>; atMs: number };
type Scene = { parts: ProofParts; till: WashTill; facts: TerminalFacts; atMs: number };

/** A device in a shop of the car wash, and a PIN for an insurer’s member who goes there. */
export async function seedWashTill(ctx: Ctx, { secrets, timeZone }: Parts): Promise<WashTill> {
  const merchantId = (await findMerchantsByName(ctx, [CAR_WASH])).get(CAR_WASH);
  const shop = merchantId && (await findOpenShopsOf(ctx, [merchantId])).find(({ name }) => name === SHOP);
  if (!merchantId || !shop) throw new Error('the demo has a car wash by now');
  const { terminal } = await createTerminal(ctx, { name: '洗车位', kind: 'till', organizationId: merchantId }, secrets);
  await placeTerminalIn(ctx, { terminalId: terminal.id, shopId: shop.id });
  const { items } = await listItemsAtShop(ctx, { merchantId, shopId: shop.id, q: undefined, cursor: undefined, limit: 50 });
  const [washId, waxId] = [WASH, WAX].map((name) => items.find((item) => item.name === name)?.id);
  if (!washId || !waxId) throw new Error('the demo’s car wash offers something by now');
  const memberId = await memberOf(ctx, INSURED);
  await openWallets(ctx, { memberIds: [memberId] });
  await setOwnPin({ ...ctx, actor: selfOf(memberId) }, { pin: DEMO_PIN, proof: { shown: false } }, { secrets, timeZone });
  return { terminalId: terminal.id, merchantId, washId, waxId, atMs: ctx.now.getTime() };
}

/**
 * One by card, one of three pieces partly given back, a booking that its merchant is to answer, and vouchers that were cancelled and
 * taken. Each in transactions of its own and once, so that it goes on where it was cut off.
 */
export async function seedRedemptions(parts: Parts, till: WashTill): Promise<null> {
  const facts = await parts.database.transaction(SEEDER, {}, (ctx) => factsOfTill(ctx, till));
  const scene: Scene = { parts: { ...parts, payers: createPayerBook(parts) }, till, facts, atMs: till.atMs };
  await washByCard(scene, { memberNumber: 'V2001', quantity: 1 });
  const three = await washByCard(scene, { memberNumber: 'T1001', quantity: 3 });
  await actOnce(scene, { call: atTill(scene), name: 'return' }, (ctx) =>
    returnAtTill(ctx, { key: keyOf(scene, 'return'), redemptionId: three.id, quantity: 1, reason: '第三辆车没有来' }),
  );
  await book(scene, { memberNumber: '20260002', itemId: till.waxId, points: WAX_POINTS, cashMinor: WAX_CASH_MINOR });
  const cancelled = await book(scene, { memberNumber: '20260001', itemId: till.washId, points: WASH_POINTS, cashMinor: 0 });
  const cancel = { key: keyOf(scene, 'cancel'), redemptionId: cancelled.id };
  await actOnce(scene, { call: await callOf(scene, '20260001'), name: 'cancel' }, (ctx) => cancelOwnRedemption(ctx, cancel, parts.secrets));
  const taken = await book(scene, { memberNumber: INSURED, itemId: till.washId, points: WASH_POINTS, cashMinor: 0, programme: INSURER });
  const take = { key: keyOf(scene, 'take'), voucherCode: taken.voucherCode ?? '', photoIds: [] };
  if (taken.voucherCode) await actOnce(scene, { call: atTill(scene), name: 'take' }, (ctx) => takeVoucher(ctx, take, parts.secrets));
  return null;
}

async function washByCard(scene: Scene, { memberNumber, quantity }: { memberNumber: string; quantity: number }) {
  const uid = DEMO_MEMBERS.find((one) => one.memberNumber === memberNumber)?.uid ?? '';
  const paid = { parts: await pointsOf(scene, { memberNumber, points: WASH_POINTS * quantity }), cashMinor: toMinor(0) };
  const asked = { itemId: scene.till.washId, quantity, ...paid, couponIds: [], codes: [], note: '', photoIds: [] };
  const key = keyOf(scene, `card ${memberNumber}`);
  return redeemAtTill(scene.parts, atTill(scene), { key, ...asked, credential: { kind: 'card', uid }, pin: DEMO_PIN });
}

type Booking = { memberNumber: string; itemId: Id<'item'>; points: number; cashMinor: number; programme?: string };

/** Whoever has something waxed says when; a wash needs no booking. */
async function book(scene: Scene, booking: Booking) {
  const { memberNumber, itemId } = booking;
  const wishedAt = itemId === scene.till.waxId ? new Date(scene.atMs + WISHED_IN_MS) : null;
  const paid = { parts: await pointsOf(scene, booking), cashMinor: toMinor(booking.cashMinor) };
  const asked = { itemId, quantity: 1, ...paid, couponIds: [], codes: [], note: '沪A·36T82', wishedAt };
  return bookRedemption(scene.parts, await callOf(scene, memberNumber), { key: keyOf(scene, `book ${memberNumber}`), ...asked, pin: DEMO_PIN });
}

function pointsOf({ parts }: Scene, of: Pick<Booking, 'memberNumber' | 'points' | 'programme'>) {
  return parts.database.transaction(SEEDER, { readOnly: true }, async (ctx) => {
    const { items } = await listPointsOf(ctx, await memberOf(ctx, of.memberNumber));
    const held = items.find(({ programmeName }) => programmeName.zh === (of.programme ?? HOUSE));
    if (!held) throw new Error(`the demo’s member ${of.memberNumber} has points by now`);
    return [{ programmeId: held.programmeId, points: of.points }];
  });
}

async function memberOf(ctx: Ctx, memberNumber: string): Promise<Id<'member'>> {
  const member = (await findMembersByNumber(ctx, [memberNumber])).get(memberNumber.toLowerCase());
  if (!member) throw new Error(`the demo has no member ${memberNumber}`);
  return member.id;
}

function keyOf({ atMs }: Scene, text: string) {
  return idAt<never>(atMs, `redemption ${text}`);
}

function selfOf(memberId: Id<'member'>): Actor {
  return { kind: 'member', userId: '', memberId, permissions: new Set() };
}

async function callOf(scene: Scene, memberNumber: string): Promise<Call> {
  const memberId = await scene.parts.database.transaction(SEEDER, { readOnly: true }, (ctx) => memberOf(ctx, memberNumber));
  return { ...atTill(scene), actor: selfOf(memberId) };
}

function atTill({ facts, parts }: Scene): Call {
  return { actor: facts.actor, now: parts.clock(), requestId: 'seed-redemptions', address: '', headers: new Headers(), setCookies: () => {} };
}

type Act = (ctx: Ctx) => Promise<unknown>;

async function actOnce({ parts }: Scene, { call, name }: { call: Call; name: string }, act: Act): Promise<void> {
  const key = `redemption-${name}`;
  await parts.database.transaction(call.actor, call, (ctx) =>
    once(ctx, { scope: 'seed', key, fingerprint: key }, async () => {
      await act(ctx);
      return null;
    }),
  );
}
