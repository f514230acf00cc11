import type { InputOf, mealplans, OutputOf } from '@tessera/contract';
import { memberOf } from '../../platform/actors.ts';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { findMembers } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { findTerminals } from '../terminals/index.ts';
import { type MealRow, selectMeals, selectPlansById } from './queries.ts';

type OwnMealView = OutputOf<typeof mealplans.listOwnMeals>['items'][number];

/** Newest first. */
export async function listMeals(ctx: Ctx, input: InputOf<typeof mealplans.listMeals>): Promise<OutputOf<typeof mealplans.listMeals>> {
  const { items, nextCursor } = await readPage(ctx, input);
  const views = await describeMeals(ctx, items);
  const members = await asSystem(ctx, (system) =>
    findMembers(
      system,
      items.map((row) => row.member_id),
    ),
  );
  return {
    items: items.flatMap((row, index) => {
      const view = views[index];
      const member = members.get(row.member_id);
      return view ? { ...view, memberId: row.member_id, memberName: member?.name ?? '', memberNumber: member?.memberNumber ?? '' } : [];
    }),
    nextCursor,
  };
}

/** The signed-in member's. */
export async function listOwnMeals(ctx: Ctx, input: InputOf<typeof mealplans.listOwnMeals>): Promise<OutputOf<typeof mealplans.listOwnMeals>> {
  const { items, nextCursor } = await readPage(ctx, { ...input, memberId: memberOf(ctx) });
  return { items: await describeMeals(ctx, items), nextCursor };
}

async function readPage(ctx: Ctx, input: InputOf<typeof mealplans.listMeals>) {
  const { cursor, limit, ...filter } = input;
  const [beforeId] = keyOfCursor(cursor, [KEY_ID]) ?? [];
  return pageOf(await selectMeals(ctx, { ...filter, beforeId, limit: limit + 1 }), limit, ({ id }) => [id]);
}

/** Whoever may see a meal may see the names in it. */
export function describeMeals(ctx: Ctx, rows: readonly MealRow[]): Promise<OwnMealView[]> {
  return asSystem(ctx, async (system) => {
    const plans = new Map((await selectPlansById(system, [...new Set(rows.map((row) => row.plan_id))])).map((plan) => [plan.id, plan]));
    const merchants = await findOrganizations(system, new Set(rows.map((row) => row.merchant_id)));
    const terminals = await findTerminals(system, new Set(rows.map((row) => row.terminal_id)));
    return rows.map((row) => {
      const plan = plans.get(row.plan_id);
      return {
        paymentId: row.id,
        holdingId: row.holding_id,
        planName: { zh: plan?.name_zh ?? '', en: plan?.name_en ?? '' },
        period: row.period,
        mealOn: row.meal_on,
        merchantName: merchants.get(row.merchant_id)?.name ?? '',
        terminalName: terminals.get(row.terminal_id)?.name ?? null,
        worthMinor: row.worth_minor,
        coveredMinor: row.covered_minor,
        priceMinor: row.price_minor,
        at: row.at,
        returnedAt: row.returned_at,
      };
    });
  });
}
