import { newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legsOf, pay } from '../../../test/meals.world.ts';
import { codeOf, createWorld, type MemberPerson, type Person, type TillDevice, type World } from '../../../test/world.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import { balanceOf } from '../ledger/index.ts';
import { selectCard, updateCard } from './card-queries.ts';
import { selectKindsById } from './kind-queries.ts';
import { lapseGiftCards } from './lapse-gift-cards.ts';
import { operatorAccountOf } from './operator-account.ts';
import { moveIntoWallet } from './take-gift-card.ts';

const PIN = '246813';
const GREETING = { senderName: '小李', recipientName: '小王', message: '生日快乐' };
let world: World;
let admin: Person;
let till: TillDevice;
let elsewhere: TillDevice;
let kinds = 0;

beforeAll(async () => {
  world = await createWorld();
  admin = await world.staff('administrator');
  till = await world.till(admin);
  elsewhere = await world.till(admin);
});
afterAll(() => world.close());

const asSystem = <Result>(work: (ctx: Ctx) => Promise<Result>) => world.database.transaction(systemActor('test'), {}, work);
const holder = (balanceMinor = 0) => world.member(admin, { balanceMinor });
type Terms = Parameters<Person['client']['giftcards']['createGiftCardKind']>[0];

/** Pays at the first till only, unless the terms say otherwise. */
function openKind(terms: Partial<Terms> = {}) {
  kinds += 1;
  return admin.client.giftcards.createGiftCardKind({
    name: { zh: `礼品卡 ${kinds}`, en: `Gift card ${kinds}` },
    amounts: { kind: 'free', leastMinor: 1, mostMinor: 500_000 },
    priceBps: 10_000,
    validDays: 30,
    scope: { everywhere: false, merchantIds: [till.merchantId], categories: [] },
    ...terms,
  });
}

const sell = (kindId: Awaited<ReturnType<typeof openKind>>['id'], faceMinor: number) =>
  admin.client.giftcards.sellGiftCard({ kindId, faceMinor, priceMinor: faceMinor, ...GREETING });
const booksOf = async (id: string) => (await admin.client.giftcards.listGiftCardKinds({})).items.find((kind) => kind.id === id)?.books;
const heldBy = async ({ client }: MemberPerson) => (await client.giftcards.listOwnGiftCards()).held;

test('a card that a member buys and sends pays at its merchants before cash, takes its refunds back, and gives both notice', async () => {
  const giver = await holder(50_000);
  await giver.client.wallets.setOwnPin({ pin: PIN });
  const receiver = await world.member(admin, { balanceMinor: 5_000, phone: '13800138444' });
  const kind = await openKind({ amounts: { kind: 'fixed', amountsMinor: [2_000, 20_000] }, priceBps: 9_000 });
  const asked = { kindId: kind.id, faceMinor: 2_000, priceMinor: 1_800, ...GREETING, recipientPhone: '13800138444', pin: PIN };
  const key = newId();
  const sent = await giver.client.giftcards.buyGiftCard(asked, { key });
  expect(await giver.client.giftcards.buyGiftCard(asked, { key })).toEqual(sent);
  expect((await giver.client.wallets.getOwnWallet()).balanceMinor).toBe(48_200);
  expect(await codeOf(giver.client.giftcards.buyGiftCard({ ...asked, faceMinor: 15_000, priceMinor: 13_500 }))).toBe('giftcards.amount_wrong');
  expect(await codeOf(giver.client.giftcards.buyGiftCard({ ...asked, priceMinor: 1_600 }))).toBe('giftcards.price_changed');

  const stranger = world.stranger('member');
  expect(await stranger.client.giftcards.checkGiftCard({ code: sent.code ?? '' })).toMatchObject({ state: 'waiting', balanceMinor: 2_000 });
  const [offer] = (await receiver.client.giftcards.listOwnGiftCards()).offered;
  expect(offer).toMatchObject({ id: sent.id, message: '生日快乐' });
  expect(await codeOf(giver.client.giftcards.takeGiftCard({ giftCardId: sent.id }))).toBe('giftcards.unknown');
  await receiver.client.giftcards.takeGiftCard({ giftCardId: sent.id });
  expect(await stranger.client.giftcards.checkGiftCard({ code: sent.code ?? '' })).toMatchObject({ state: 'held', balanceMinor: null });

  expect(legsOf(await pay(elsewhere, receiver, 1_000))).toBe('cash 1000');
  const paid = await pay(till, receiver, 2_400);
  expect(legsOf(paid)).toBe('giftCard 2000, cash 400');
  await till.client.payments.refundAtTerminal({ paymentId: paid.key, amountMinor: toMinor(1_000) });
  expect(await heldBy(receiver)).toMatchObject([{ balanceMinor: 600, faceMinor: 2_000 }]);
  expect(legsOf(await pay(till, receiver, 500))).toBe('giftCard 500');
  await world.settle();
  const onCard = { giftCardId: sent.id };
  const moved = (await receiver.client.payments.listOwnPayments(onCard)).items.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
  expect(moved).toEqual(['charge 500', 'refund 1000', 'charge 2400', 'gift_card_taken 2000']);
  expect((await admin.client.payments.listPayments(onCard)).items).toHaveLength(moved.length);
  expect((await giver.client.payments.listOwnPayments(onCard)).items).toEqual([]);
  const listed = async ({ client }: MemberPerson) => (await client.payments.listOwnPayments({})).items.map((payment) => payment.kind);
  expect(await listed(giver)).toContain('gift_card');
  expect(await listed(receiver)).toContain('gift_card_taken');
  const notices = async ({ client }: MemberPerson) => (await client.notifications.listOwnNotices({})).items.map((notice) => notice.kind);
  expect(await notices(receiver)).toContain('giftCard.received');
  expect(await notices(giver)).toContain('giftCard.taken');
});

test('of twenty who take one code at once one has it, and the money is there once', async () => {
  const kind = await openKind();
  const { code, card } = await sell(kind.id, 7_700);
  const [first, second] = [await holder(), await holder()];
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, index) => codeOf((index % 2 ? first : second).client.giftcards.takeGiftCard({ code }))),
  );
  expect(tries.filter((code) => code === 'no refusal')).toHaveLength(1);
  expect(new Set(tries)).toEqual(new Set(['no refusal', 'giftcards.taken_already', 'request.rate_limited'].filter((code) => tries.includes(code))));
  expect([...(await heldBy(first)), ...(await heldBy(second))].map(({ balanceMinor }) => balanceMinor)).toEqual([7_700]);
  expect(card.tail).toBe(code.slice(-4));
});

test('control: whoever acts on a card’s row without its lock moves its money twice', async () => {
  const kind = await openKind();
  const { card } = await sell(kind.id, 1_100);
  const [first, second] = [await holder(), await holder()];
  const seen = await asSystem((ctx) => selectCard(ctx, card.id));
  if (!seen) throw new Error('the card was sold');
  await asSystem((ctx) => moveIntoWallet(ctx, seen, first.memberId));
  await asSystem((ctx) => moveIntoWallet(ctx, seen, second.memberId));
  const [row] = await asSystem((ctx) => selectKindsById(ctx, [kind.id]));
  expect(await asSystem((ctx) => balanceOf(ctx, row?.account_id ?? 0))).toBe(-1_100);
});

test('a lost card is blocked, has another code, and is taken back with that one only, within its days', async () => {
  const member = await holder();
  const kind = await openKind();
  const asked = { kindId: kind.id, faceMinor: 3_000, priceMinor: 3_000, ...GREETING };
  const saleKey = newId();
  const { code, card } = await admin.client.giftcards.sellGiftCard(asked, { key: saleKey });
  expect((await admin.client.giftcards.sellGiftCard(asked, { key: saleKey })).code).toBe(code);
  expect(await codeOf(admin.client.giftcards.sellGiftCard({ ...asked, faceMinor: 100, priceMinor: 100 }, { key: saleKey }))).toBe(
    'request.key_reused',
  );
  const at = { giftCardId: card.id };
  await admin.client.giftcards.blockGiftCard({ ...at, reason: '遗失' });
  expect(await codeOf(member.client.giftcards.takeGiftCard({ code }))).toBe('giftcards.not_now');
  const replaced = await admin.client.giftcards.replaceGiftCode({ ...at, reason: '遗失' });
  expect(await codeOf(member.client.giftcards.takeGiftCard({ code }))).toBe('giftcards.unknown');
  expect(await codeOf(admin.client.giftcards.refundGiftCard({ ...at, code }))).toBe('giftcards.unknown');
  const answersWith = (told: string) => sql`select from platform.idempotency where position(${told} in response::text) > 0`;
  for (const told of [code, replaced.code]) expect((await asSystem((ctx) => answersWith(told).execute(ctx.tx))).rows).toEqual([]);
  const key = newId();
  const back = await admin.client.giftcards.refundGiftCard({ ...at, code: replaced.code }, { key });
  expect(back).toMatchObject({ state: 'returned', balanceMinor: 0 });
  expect(await admin.client.giftcards.refundGiftCard({ ...at, code: replaced.code }, { key })).toEqual(back);
  await admin.client.settings.updateSetting({ key: 'giftcards.returnDays', value: 0 });
  const late = await sell(kind.id, 3_000);
  expect(await codeOf(admin.client.giftcards.refundGiftCard({ giftCardId: late.card.id, code: late.code }))).toBe('giftcards.return_over');
  await admin.client.settings.updateSetting({ key: 'giftcards.returnDays', value: 7 });
});

type Step = { act: 'sell' | 'spend' | 'return' | 'take' | 'lapse' | 'refund'; amount: number };
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('sell', 'spend', 'spend', 'return', 'take', 'take', 'refund', 'lapse'),
  amount: fc.integer({ min: 1, max: 900 }),
});

/** Cards of one kind in the hands of one member, and what was paid with them. */
function createHand(kindId: Awaited<ReturnType<typeof openKind>>['id'], member: MemberPerson) {
  const waiting: Awaited<ReturnType<typeof sell>>[] = [];
  const held: Awaited<ReturnType<typeof sell>>[] = [];
  const paid: Awaited<ReturnType<typeof pay>>['key'][] = [];
  const acts: Record<Step['act'], (amount: number) => Promise<unknown>> = {
    sell: async (amount) => waiting.push(await sell(kindId, amount)),
    take: async () => {
      const sold = waiting.pop();
      if (!sold) return;
      await asSystem(async (ctx) => moveIntoWallet(ctx, await found(ctx, sold.card.id), member.memberId));
      held.push(sold);
    },
    return: async () => {
      const sold = waiting.pop();
      if (sold) await admin.client.giftcards.refundGiftCard({ giftCardId: sold.card.id, code: sold.code });
    },
    spend: async (amount) => {
      const answer = await pay(till, member, amount);
      if (answer.outcome === 'approved') paid.push(answer.key);
    },
    refund: async () => {
      const key = paid.pop();
      if (key) await till.client.payments.refundAtTerminal({ paymentId: key, amountMinor: toMinor(1) });
    },
    lapse: async () => {
      const sold = waiting.pop() ?? held.pop();
      if (!sold) return;
      await asSystem((ctx) => updateCard(ctx, sold.card.id, { expires_on: '2020-01-01' }));
      await asSystem(lapseGiftCards);
    },
  };
  return acts;
}

async function found(ctx: Ctx, id: Parameters<typeof selectCard>[1]) {
  const card = await selectCard(ctx, id);
  if (!card) throw new Error('the card was sold');
  return card;
}

const lapsedInBooks = () => asSystem(async (ctx) => balanceOf(ctx, await operatorAccountOf(ctx, 'breakage')));
const waitingInBooks = (kindId: Awaited<ReturnType<typeof openKind>>['id']) =>
  asSystem(async (ctx) => balanceOf(ctx, (await selectKindsById(ctx, [kindId]))[0]?.account_id ?? 0));

test('whatever is done: what was sold is waiting, held, spent, given back or lapsed, and the books say the same', async () => {
  const member = await holder();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const kind = await openKind();
      const hand = createHand(kind.id, member);
      const before = await lapsedInBooks();
      await hand.sell(900);
      for (const { act, amount } of steps) await hand[act](amount);
      await asSystem(lapseGiftCards);
      const books = await booksOf(kind.id);
      if (!books) throw new Error('the kind is listed');
      expect(books.soldMinor).toBe(books.waitingMinor + books.heldMinor + books.spentMinor + books.returnedMinor + books.lapsedMinor);
      expect(Math.min(books.heldMinor, books.spentMinor)).toBeGreaterThanOrEqual(0);
      expect(await waitingInBooks(kind.id)).toBe(books.waitingMinor);
      expect((await lapsedInBooks()) - before).toBe(books.lapsedMinor);
      // The next hand begins with an empty wallet.
      for (const { id } of await heldBy(member)) await asSystem((ctx) => updateCard(ctx, id, { expires_on: '2020-01-01' }));
      await asSystem(lapseGiftCards);
    }),
    { numRuns: 6 },
  );
});
