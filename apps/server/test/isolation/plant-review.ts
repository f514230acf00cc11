import { type Id, newId } from '@tessera/kernel';
import { fileOf, pictureBytes } from '../pictures.ts';
import type { MemberPerson, Person } from '../world.ts';
import type { Crop } from './ground.ts';
import type { Owner } from './tables.ts';

type About = { holder: MemberPerson; merchantId: Id<'organization'>; paymentId: string; side: string };

/** What a member said of a sale, with a photo; a review of theirs that is hidden from the shop; and the shop's score. */
export async function plantReview({ owner, admin }: { owner: Owner; admin: Person }, { holder, merchantId, paymentId, side }: About): Promise<Crop> {
  const words = `taste-${side}-merv`;
  const subjectId = paymentId as Id<'payment'>; // The ground keeps plain ids.
  const asked = { subjectKind: 'payment' as const, subjectId, stars: 4, tags: [], text: words };
  const { id: reviewId } = await holder.client.reviews.writeOwnReview(asked, { key: newId() });
  const file = fileOf(pictureBytes('png'));
  const { photos } = await holder.client.reviews.addOwnReviewPhoto({ reviewId, file }, { key: newId() });
  const hiddenId = newId<'review'>();
  await owner.query(
    `insert into reviews.review (id, subject_kind, subject_id, member_id, merchant_id, item_name, stars, tags, text, created_at)
     values ($1, 'redemption', $2, $3, $4, '', 1, '{}', $5, now())`,
    [hiddenId, newId(), holder.memberId, merchantId, `rude-${side}-merv`],
  );
  await admin.client.reviews.hideReview({ reviewId: hiddenId, reason: 'rude' }, { key: newId() });
  await owner.query(
    `insert into reviews.quality (merchant_id, scored_on, score, stars_sum, review_count, upheld_count, open_count, sale_count)
     values ($1, current_date, 71, 4, 1, 0, 0, 1)`,
    [merchantId],
  );
  return {
    nouns: [
      ['reviewId', 'sale', reviewId],
      ['reviewId', 'member', hiddenId],
      ['reviewPhotoId', 'sale', photos[0]?.id ?? ''],
      ['subjectId', 'sale', paymentId],
    ],
    marks: [
      ['sale', words],
      ['member', `rude-${side}-merv`],
    ],
  };
}
