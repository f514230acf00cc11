import { type PersonalRecords, wholePage } from '../../platform/personal.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { describeOwn } from './describe-holdings.ts';
import { endHoldingsOf, holdsPaidPlan } from './end-holdings-of.ts';
import { selectHoldings } from './holding-queries.ts';
import { describeMeals } from './list-meals.ts';
import { selectMeals } from './queries.ts';

const PAGE_ROWS = 500;
const HOLDINGS_MAX = 500;

/** A plan ends with the member; what was eaten stays for the books. */
export const mealplansPersonal: PersonalRecords = {
  module: 'mealplans',
  covers: {
    'mealplans.holding.member_id': 'exported; stays, ended, for the books',
    'mealplans.meal.member_id': 'exported; stays for the books',
  },
  parts: [
    {
      name: 'meal-plans',
      title: { zh: '餐食套餐', en: 'Your meal plans' },
      read: async (ctx, { memberId }) => {
        const rows = await selectHoldings(ctx, { memberIds: [memberId], today: await businessDayNow(ctx), limit: HOLDINGS_MAX });
        return wholePage(await describeOwn(ctx, rows));
      },
    },
    {
      name: 'meals',
      title: { zh: '用餐记录', en: 'Your meals' },
      read: async (ctx, { memberId }, after) => {
        const rows = await selectMeals(ctx, { memberId, beforeId: after ?? undefined, limit: PAGE_ROWS });
        return { rows: await describeMeals(ctx, rows), after: rows.length === PAGE_ROWS ? (rows.at(-1)?.id ?? null) : null };
      },
    },
  ],
  obstacles: async (ctx, { memberId }) => ((await holdsPaidPlan(ctx, memberId)) ? ['mealPlan'] : []),
  erase: (ctx, { memberId }) => endHoldingsOf(ctx, memberId),
};
