import { type InputOf, type OutputOf, PAYMENT_DIRECTIONS, PAYMENT_KINDS, type payments, STATEMENT_SHOPS_MAX } from '@tessera/contract';
import { add, subtract, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type KindSumRow, type PaymentFilter, selectHeldBefore, selectKindSums, selectShopSums } from './history-queries.ts';
import { filterOf } from './payment-filter.ts';

type Input = InputOf<typeof payments.getStatement>;
type Statement = OutputOf<typeof payments.getStatement>;

const INCOMING = PAYMENT_KINDS.filter((kind) => PAYMENT_DIRECTIONS[kind] === 'in');

/** Of one member, one merchant, or all that the actor sees. */
export async function getStatement(ctx: Ctx, input: Input): Promise<Statement> {
  return statementOf(ctx, input, await filterOf(ctx, input));
}

export async function getOwnStatement(ctx: Ctx, input: InputOf<typeof payments.getOwnStatement>): Promise<Statement> {
  return statementOf(ctx, input, ctx.actor.kind === 'member' ? await filterOf(ctx, input) : { party: 'nobody' });
}

/** Sums over the very rows that the list shows, so that the two never say different things. */
async function statementOf(ctx: Ctx, input: Pick<Input, 'from' | 'to'>, filter: PaymentFilter): Promise<Statement> {
  const sums = await selectKindSums(ctx, filter);
  const shops = await selectShopSums(ctx, { ...filter, limit: STATEMENT_SHOPS_MAX });
  // Whoever may see a payment may see whose shop it was.
  const names = await asSystem(ctx, (system) =>
    findOrganizations(
      system,
      shops.map((shop) => shop.merchant_id),
    ),
  );
  const [inMinor, outMinor] = [sumOf(sums, 'in'), sumOf(sums, 'out')];
  const openingMinor = await heldWhenItBegan(ctx, filter);
  return {
    from: input.from,
    to: input.to,
    inMinor,
    outMinor,
    kinds: PAYMENT_KINDS.flatMap((kind) => {
      const sum = sums.find((row) => row.kind === kind);
      return sum ? [{ kind, count: sum.count, amountMinor: sum.amount_minor }] : [];
    }),
    shops: shops.map((shop) => ({
      merchantId: shop.merchant_id,
      merchantName: names.get(shop.merchant_id)?.name ?? '',
      count: shop.count,
      netMinor: shop.net_minor,
    })),
    openingMinor,
    closingMinor: openingMinor === null ? null : subtract(add(openingMinor, inMinor), outMinor),
  };
}

function sumOf(sums: readonly KindSumRow[], direction: 'in' | 'out') {
  return add(ZERO, ...sums.filter(({ kind }) => PAYMENT_DIRECTIONS[kind] === direction).map((row) => row.amount_minor));
}

/** Only of a member's whole wallet: of a part of the movements it would mean nothing. */
async function heldWhenItBegan(ctx: Ctx, { party, memberIds, from, to, ...narrower }: PaymentFilter) {
  const memberId = typeof party !== 'string' && 'memberId' in party ? party.memberId : party === 'everybody' ? memberIds?.[0] : undefined;
  const isWhole = Object.values(narrower).every((value) => value === undefined);
  if (!memberId || !from || !isWhole) return null;
  return selectHeldBefore(ctx, { memberId, businessOn: from, incoming: INCOMING });
}
