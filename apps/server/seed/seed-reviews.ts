import { newId } from '@tessera/kernel';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { listOwnPayments } from '../src/modules/payments/index.ts';
import { scoreQuality, writeOwnReview } from '../src/modules/reviews/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';

/** What some members said of their last meals. */
const SAID = [
  { number: '20260002', stars: 5, tags: ['good_quality', 'friendly'], text: '红烧肉很香，阿姨给的量也足。' },
  { number: '20260003', stars: 4, tags: ['fast'], text: '' },
  { number: '20260004', stars: 5, tags: ['clean', 'good_value'], text: '' },
  { number: '20260005', stars: 2, tags: ['slow'], text: '排队等了二十分钟，菜已经凉了。' },
  { number: '20260006', stars: 4, tags: ['good_value'], text: '价格实惠。' },
] as const;

/** Reviews of a campus on any day, and the scores that follow from them. */
export async function seedReviews(ctx: Ctx): Promise<Record<string, never>> {
  const members = await findMembersByNumber(
    ctx,
    SAID.map(({ number }) => number),
  );
  for (const { number, stars, tags, text } of SAID) {
    const memberId = members.get(number)?.id;
    if (!memberId) continue;
    const own: Ctx = { ...ctx, actor: { kind: 'member', userId: '', memberId, permissions: new Set() } };
    const payment = (await listOwnPayments(own, { kind: 'charge', limit: 5 })).items.find(
      ({ merchantId, refundedMinor }) => merchantId && refundedMinor === 0,
    );
    if (!payment) continue;
    const key = newId<never>(ctx.now.getTime());
    await writeOwnReview(own, { subjectKind: 'payment', subjectId: payment.id, stars, tags: [...tags], text, key });
  }
  await scoreQuality(ctx);
  return {};
}
