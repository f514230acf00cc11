import { type Id, newId } from '@tessera/kernel';
import { fileOf, pictureBytes } from '../pictures.ts';
import type { Person } from '../world.ts';
import type { Circle, Crop } from './ground.ts';
import type { Owner } from './tables.ts';

type About = { memberId: Id<'member'>; merchantId: Id<'organization'>; paymentId: string; side: string };
/** Whose words an entry is, by the audience that it was written for. */
const AUDIENCES: readonly [audience: string, circle: Circle][] = [
  ['all', 'sale'],
  ['member', 'member'],
  ['merchant', 'shop'],
  ['desk', 'house'],
];

/** Cases of the member, none of which the clock changes while the matrix is walked: one about a sale of the shop, which both see, with something said and shown to each; and one that is about no payment. */
export async function plantDispute(
  { owner, admin }: { owner: Owner; admin: Person },
  { memberId, merchantId, paymentId, side }: About,
): Promise<Crop> {
  const [disputeId, bareId] = [newId<'dispute'>(), newId()];
  await owner.query(
    `insert into disputes.dispute (id, member_id, merchant_id, payment_id, payment_kind, paid_minor, kind, text, way, opened_at, due_at)
     values ($1, $2, $3, $4, 'charge', 1709, 'other', $5, 'app', now(), now() + interval '7 days')`,
    [disputeId, memberId, merchantId, paymentId, `claim-${side}-herat`],
  );
  await owner.query(
    `insert into disputes.dispute (id, member_id, kind, text, way, opened_at, due_at)
     values ($1, $2, 'other', 'words', 'phone', now(), now() + interval '7 days')`,
    [bareId, memberId],
  );
  for (const [audience] of AUDIENCES) {
    await owner.query(
      `insert into disputes.entry (id, dispute_id, kind, audience, author, text, at) values ($1, $2, 'message', $3, 'desk', $4, now())`,
      [newId(), disputeId, audience, `said-${audience}-${side}-herat`],
    );
  }
  const photo = async (audience: 'all' | 'member') =>
    (await admin.client.disputes.addDisputePhoto({ disputeId, audience, file: fileOf(pictureBytes('png')) }, { key: newId() })).id;
  return {
    nouns: [
      ['disputeId', 'sale', disputeId],
      ['disputeId', 'member', bareId],
      ['photoId', 'sale', await photo('all')],
      ['photoId', 'member', await photo('member')],
    ],
    marks: [['sale', `claim-${side}-herat`], ...AUDIENCES.map(([audience, circle]): [Circle, string] => [circle, `said-${audience}-${side}-herat`])],
  };
}
