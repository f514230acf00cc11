import type { AgreeingSide, ItemKind, ItemSort, ItemState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type RawBuilder, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { CatalogueTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<CatalogueTables>();
type ItemTable = CatalogueTables['catalogue.item'];

const COLUMNS = [
  'id',
  'merchant_id',
  'category_id',
  'kind',
  'name',
  'description',
  'money_minor',
  'points',
  'level_prices',
  'stock',
  'shop_ids',
  'needs_photo',
  'needs_booking',
  'needs_confirmation',
  'state',
  'message',
  'revision',
  'created_by_name',
  'created_at',
  'changed_at',
] as const;
const items = (ctx: Ctx) => tables(ctx).selectFrom('catalogue.item').select(COLUMNS);
export type ItemRow = Awaited<ReturnType<typeof selectItems>>[number];

const anyOf = <Noun extends string>(ids: readonly Id<Noun>[]) => sql<Id<Noun>>`any(${ids}::uuid[])`;

/** What comes first in each order; what has no such price, or no end, comes last. Ties go to the newest. */
const KEYS: Record<Exclude<ItemSort, 'newest'>, RawBuilder<unknown>> = {
  name: sql`lower(i.name)`,
  money: sql`coalesce(i.money_minor, 9007199254740991)`,
  points: sql`coalesce(i.points, 9007199254740991)`,
  stock: sql`coalesce(i.stock, 2147483647)`,
};

/** Without an id: none that an item may name, so only what is to be had in all shops of the merchant. */
type Shop = { id: Id<'shop'> | null; organizationId: Id<'organization'> };
export type ItemFilter = {
  q?: string | undefined;
  /** Merchants whose names match, too. */
  merchantsNamed?: readonly Id<'organization'>[];
  categoryIds?: readonly Id<'category'>[] | undefined;
  merchantIds?: readonly Id<'organization'>[] | undefined;
  state?: ItemState | undefined;
  kind?: ItemKind | undefined;
  priceWaitsFor?: AgreeingSide | undefined;
  paidWith?: 'points' | 'money' | undefined;
  pointsMax?: number | undefined;
  /** Whose price counts where points are compared: of whoever has reached these. */
  levelIds?: readonly Id<'pointsLevel'>[];
  /** To be had in one of these. */
  shops?: readonly Shop[] | undefined;
  sort?: ItemSort;
  afterId?: Id<'item'> | undefined;
  limit: number;
};

/** Of the merchant whose people ask; of all, for everybody else, as far as the policies let them see. */
export function selectItems(ctx: Ctx, filter: ItemFilter) {
  const {
    q,
    merchantsNamed = [],
    categoryIds,
    merchantIds,
    state,
    kind,
    priceWaitsFor,
    paidWith,
    pointsMax,
    levelIds = [],
    shops,
    sort = 'newest',
    afterId,
    limit,
  } = filter;
  const own = confinedTo(ctx.actor);
  let query = tables(ctx)
    .selectFrom('catalogue.item as i')
    .select(COLUMNS.map((column) => `i.${column}` as const))
    .limit(limit);
  if (own) query = query.where('i.merchant_id', '=', own);
  if (q) query = query.where((row) => row.or([row('i.search_name', 'like', containing(q)), row('i.merchant_id', '=', anyOf(merchantsNamed))]));
  if (categoryIds) query = query.where('i.category_id', '=', anyOf(categoryIds));
  if (merchantIds) query = query.where('i.merchant_id', '=', anyOf(merchantIds));
  if (state) query = query.where('i.state', '=', state);
  if (kind) query = query.where('i.kind', '=', kind);
  if (priceWaitsFor) query = query.where('i.id', 'in', waitingPrices(ctx, priceWaitsFor));
  if (paidWith) query = query.where(paidWith === 'points' ? 'i.points' : 'i.money_minor', 'is not', null);
  if (pointsMax !== undefined) query = query.where(isWithin(pointsMax, levelIds));
  if (shops) query = query.where(isHadIn(shops));
  if (sort === 'newest') return (afterId ? query.where('i.id', '<', afterId) : query).orderBy('i.id', 'desc').execute();
  const key = KEYS[sort];
  const last = sql`(select (${key}) as key from catalogue.item i where i.id = ${afterId ?? null}::uuid)`;
  if (afterId) query = query.where(sql<boolean>`(${key} > ${last} or (${key} = ${last} and i.id < ${afterId}::uuid))`);
  return query.orderBy(key).orderBy('i.id', 'desc').execute();
}

/** By the lowest price that is theirs. */
function isWithin(pointsMax: number, levelIds: readonly Id<'pointsLevel'>[]): RawBuilder<boolean> {
  return sql<boolean>`(i.points <= ${pointsMax} or i.points is not null and exists (
    select from jsonb_to_recordset(i.level_prices) as p ("levelId" uuid, points bigint)
    where p."levelId" = ${anyOf(levelIds)} and p.points <= ${pointsMax}))`;
}

/** What names no shop is to be had in all of its merchant. */
function isHadIn(shops: readonly Shop[]): RawBuilder<boolean> {
  const [ids, merchantIds] = [shops.flatMap(({ id }) => id ?? []), shops.map(({ organizationId }) => organizationId)];
  return sql<boolean>`case when i.shop_ids is null then i.merchant_id = ${anyOf(merchantIds)} else i.shop_ids && ${ids}::uuid[] end`;
}

/** Items of which the other side proposed a price that nobody has answered yet. */
function waitingPrices(ctx: Ctx, side: AgreeingSide) {
  const proposed = tables(ctx).selectFrom('catalogue.agreed_price').select('item_id').where('state', '=', 'proposed');
  return proposed.where('proposed_side', '<>', side);
}

export function selectItemsById(ctx: Ctx, ids: readonly Id<'item'>[]): Promise<ItemRow[]> {
  return items(ctx).where('id', '=', anyOf(ids)).execute();
}

/** Whoever changes an item, its photos, its stock or its agreed price holds this lock. */
export function lockItem(ctx: Ctx, itemId: Id<'item'>): Promise<ItemRow | undefined> {
  return items(ctx).where('id', '=', itemId).forNoKeyUpdate().executeTakeFirst();
}

export async function insertItem(ctx: Ctx, row: Insertable<ItemTable>): Promise<void> {
  await tables(ctx).insertInto('catalogue.item').values(row).execute();
}

export async function updateItemRow(ctx: Ctx, itemId: Id<'item'>, change: Updateable<ItemTable>): Promise<void> {
  await tables(ctx).updateTable('catalogue.item').set(change).where('id', '=', itemId).execute();
}

/** Merchants that have something on the shelf, and the categories in which each has it. */
export function selectShelves(ctx: Ctx, limit: number) {
  return tables(ctx).selectFrom('catalogue.item').select(['merchant_id', 'category_id']).distinct().where('state', '=', 'on').limit(limit).execute();
}
