import type { InputOf, payments } from '@tessera/contract';
import { type Id, isId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findHeldGiftCard } from '../giftcards/index.ts';
import { searchMembers } from '../members/index.ts';
import { findMerchantsNamed } from '../organizations/index.ts';
import type { PaymentFilter } from './history-queries.ts';
import { partyOf } from './party.ts';

type Asked = Omit<InputOf<typeof payments.listPayments>, 'cursor' | 'limit'>;

/** Shops that a text may mean; a text that fits more of them is hardly a name. */
const SHOPS_MAX = 100;

/** What the request asks for, within what the actor may look at. */
export async function filterOf(ctx: Ctx, asked: Asked): Promise<PaymentFilter> {
  const { kind, from, to, memberId, merchantId, terminalId, leastMinor, mostMinor } = asked;
  const within = { party: partyOf(ctx.actor), kind, from, to, merchantId, terminalId, leastMinor, mostMinor };
  const filter: PaymentFilter = { party: within.party };
  Object.assign(filter, Object.fromEntries(Object.entries(within).filter(([, value]) => value !== undefined)));
  if (memberId) filter.memberIds = [memberId];
  if (asked.giftCardId) Object.assign(filter, await ofGiftCard(ctx, asked.giftCardId));
  return { ...filter, ...(asked.q && (await searchOf(ctx, asked.q, { ofOne: memberId !== undefined || ctx.actor.kind === 'member' }))) };
}

/** What moved on a card, for whoever may see it; of one that nobody holds, and of a foreign one, nothing. */
async function ofGiftCard(ctx: Ctx, giftCardId: Id<'giftCard'>): Promise<Partial<PaymentFilter>> {
  const held = await findHeldGiftCard(ctx, giftCardId);
  return held ? { memberIds: [held.holderId], accountId: held.accountId } : { party: 'nobody' };
}

/** In one member's history a text means a shop or a reason; in everybody's it means a member. A whole id is the number of a payment. */
async function searchOf(ctx: Ctx, q: string, { ofOne }: { ofOne: boolean }): Promise<Partial<PaymentFilter>> {
  if (isId(q)) return { paymentId: q as Id<'payment'> }; // Whatever it names, it can only be a payment here.
  if (!ofOne) return { memberIds: await searchMembers(ctx, q) };
  return { text: { part: q, merchantIds: await asSystem(ctx, (system) => findMerchantsNamed(system, q, SHOPS_MAX)) } };
}
