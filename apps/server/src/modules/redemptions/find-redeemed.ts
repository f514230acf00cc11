import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectRedemptionsById } from './queries.ts';

export type Redeemed = {
  memberId: Id<'member'>;
  merchantId: Id<'organization'>;
  itemName: string;
  createdAt: Date;
  takenAt: Date | null;
  isReturned: boolean;
};

/** What became of a redemption, by its id, which is also that of its payment; undefined where the actor may not see it. */
export async function findRedeemed(ctx: Ctx, id: Id<'payment'>): Promise<Redeemed | undefined> {
  const [row] = await selectRedemptionsById(ctx, [id as string as Id<'redemption'>]); // One id names both.
  if (!row) return undefined;
  const { member_id: memberId, merchant_id: merchantId, item_name: itemName, created_at: createdAt, taken_at: takenAt, state } = row;
  return { memberId, merchantId, itemName, createdAt, takenAt, isReturned: state === 'returned' };
}
