import { AppError, type giftcards, type InputOf, type OutputOf } from '@tessera/contract';
import { add, type Id, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { namesOfMerchants, scopeOf } from '../subsidies/index.ts';
import { type KindRow, type KindSums, sumHeld, sumKinds } from './kind-queries.ts';

export type KindView = OutputOf<typeof giftcards.createGiftCardKind>;
type KindInput = InputOf<typeof giftcards.createGiftCardKind>;
type Books = KindView['books'];

/** What the contract's fields are in the table. */
export function columnsOf({ name, amounts, priceBps, validDays, scope }: Omit<KindInput, 'key'>) {
  const isFixed = amounts.kind === 'fixed';
  return {
    name_zh: name.zh,
    name_en: name.en,
    amounts: isFixed ? [...new Set(amounts.amountsMinor)].sort((a, b) => a - b).map(toMinor) : [],
    least_minor: isFixed ? null : toMinor(amounts.leastMinor),
    most_minor: isFixed ? null : toMinor(amounts.mostMinor),
    price_bps: priceBps,
    valid_days: validDays,
    everywhere: scope.everywhere,
    merchant_ids: scope.merchantIds,
    categories: scope.categories,
  };
}

export function amountsOf({ amounts, least_minor, most_minor }: KindRow): KindView['amounts'] {
  if (least_minor === null || most_minor === null) return { kind: 'fixed', amountsMinor: amounts };
  return { kind: 'free', leastMinor: least_minor, mostMinor: most_minor };
}

/** Whether a card of this value is sold. Pure. */
export function isOffered({ amounts, least_minor, most_minor }: KindRow, faceMinor: Minor): boolean {
  if (least_minor === null || most_minor === null) return amounts.includes(faceMinor);
  return faceMinor >= least_minor && faceMinor <= most_minor;
}

/** @throws AppError `giftcards.merchant_unknown` for what is no merchant */
export async function refuseUnknownMerchants(ctx: Ctx, merchantIds: readonly Id<'organization'>[]): Promise<void> {
  const found = await findOrganizations(ctx, merchantIds);
  const unknown = merchantIds.find((id) => found.get(id)?.kind !== 'merchant');
  if (unknown) throw new AppError('giftcards.merchant_unknown', { merchantId: unknown });
}

export async function describeKinds(ctx: Ctx, rows: readonly KindRow[]): Promise<KindView[]> {
  const ids = rows.map(({ id }) => id);
  const merchantNames = await namesOfMerchants(ctx, rows);
  const sums = await sumKinds(ctx, ids);
  const held = await sumHeld(ctx, ids);
  return rows.map((row) => ({
    id: row.id,
    name: { zh: row.name_zh, en: row.name_en },
    status: row.status,
    amounts: amountsOf(row),
    priceBps: row.price_bps,
    validDays: row.valid_days,
    scope: scopeOf(row),
    merchantNames: merchantNames(row.merchant_ids),
    books: booksOf(sums.get(row.id), held.get(row.id) ?? ZERO),
    createdAt: row.created_at,
  }));
}

export async function describeKind(ctx: Ctx, row: KindRow): Promise<KindView> {
  const [view] = await describeKinds(ctx, [row]);
  if (!view) throw new Error('one kind has one description');
  return view;
}

/** What is neither in a wallet nor lapsed of what was taken, was spent. */
function booksOf(sums: KindSums | undefined, heldMinor: Minor): Books {
  if (!sums) return { soldCount: 0, soldMinor: ZERO, waitingMinor: ZERO, heldMinor, spentMinor: ZERO, returnedMinor: ZERO, lapsedMinor: ZERO };
  return {
    soldCount: sums.sold_count,
    soldMinor: sums.sold_minor,
    waitingMinor: sums.waiting_minor,
    heldMinor,
    spentMinor: subtract(sums.taken_minor, add(heldMinor, sums.lapsed_taken_minor)),
    returnedMinor: sums.returned_minor,
    lapsedMinor: sums.lapsed_minor,
  };
}

/** What the audit log keeps of one. */
export function auditedKind(row: KindRow) {
  return {
    nameZh: row.name_zh,
    nameEn: row.name_en,
    status: row.status,
    amounts: JSON.stringify(amountsOf(row)),
    priceBps: row.price_bps,
    validDays: row.valid_days,
    scope: JSON.stringify(scopeOf(row)),
  };
}
