import { newId, toMinor } from '@tessera/kernel';
import { createGiftCardKind, sellGiftCard, takeGiftCard } from '../src/modules/giftcards/index.ts';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { channelAccountOf } from '../src/modules/payments/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';
import type { SeedParts } from './seed-demo.ts';

const TAKER = 'T1001';
const VALID_DAYS = 365;
const FACES = [5_000, 10_000, 20_000];

/** A kind that members and the counter can buy at once; one card that waits for whoever has its code, and one in a member's wallet. */
export async function seedGiftCards(ctx: Ctx, { database, secrets }: SeedParts): Promise<null> {
  const desk = await asColleague(ctx, 'finance');
  const key = () => newId<never>(ctx.now.getTime());
  const { id: kindId } = await createGiftCardKind(desk, {
    name: { zh: '校园礼品卡', en: 'Campus gift card' },
    amounts: { kind: 'fixed', amountsMinor: FACES.map(toMinor) },
    priceBps: 10_000,
    validDays: VALID_DAYS,
    scope: { everywhere: true, merchantIds: [], categories: [] },
    key: key(),
  });
  const parts = { database, secrets, cashAccountOf: (asked: Ctx) => channelAccountOf(asked, 'cash') };
  const sell = (face: number, greeting: { senderName: string; recipientName: string; message: string }) =>
    sellGiftCard(desk, { kindId, faceMinor: toMinor(face), priceMinor: toMinor(face), ...greeting, key: key() }, parts);
  await sell(5_000, { senderName: '校友会', recipientName: '新同学', message: '欢迎来到星湖' });
  const { code } = await sell(10_000, { senderName: '数学学院', recipientName: '孙教授', message: '教师节快乐' });
  const memberId = (await findMembersByNumber(ctx, [TAKER])).get(TAKER.toLowerCase())?.id;
  if (!memberId) return null;
  const self: Ctx = { ...ctx, actor: { kind: 'member', userId: '', memberId, permissions: new Set() } };
  await takeGiftCard(self, { code, key: key() }, secrets);
  return null;
}
