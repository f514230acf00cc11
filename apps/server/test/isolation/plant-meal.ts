import { newId, toMinor } from '@tessera/kernel';
import type { MemberPerson, Person, TillDevice } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const WORTH = { a: 3_119, b: 4_127 };
const SPENT = { a: 419, b: 431 };

/** A plan in the hands of a member, and a meal of it, on whose receipt its name stands. */
export async function plantMeal({ admin, side }: { admin: Person; side: Side }, at: { holder: MemberPerson; till: TillDevice }): Promise<Crop> {
  const { holder, till } = at;
  const name = { zh: `meal-${side}-shiraz`, en: `meal-${side}-kerman` };
  const worthMinor = toMinor(WORTH[side]);
  const plan = await admin.client.mealplans.createMealPlan(
    {
      name,
      scope: { everywhere: false, merchantIds: [till.merchantId], categories: [] },
      terminalIds: [],
      periods: [
        { period: 'breakfast', from: '00:00', until: '12:00', worthMinor },
        { period: 'dinner', from: '12:00', until: '00:00', worthMinor },
      ],
      perPeriod: 1,
      perDay: null,
      perWeek: null,
      priceMinor: null,
      eligible: {},
      term: { kind: 'days', days: 30 },
    },
    { key: newId() },
  );
  const holding = await admin.client.mealplans.grantMealPlan({ planId: plan.id, memberId: holder.memberId }, { key: newId() });
  const credential = { kind: 'member' as const, memberNumber: holder.memberNumber };
  const sale = await till.client.payments.charge({ amountMinor: toMinor(SPENT[side]), credential }, { key: newId() });
  if (sale.outcome !== 'approved') throw new Error('the sale was declined');
  await admin.client.mealplans.endMealHolding({ holdingId: holding.id, reason: `ended-${side}-yazd` }, { key: newId() });
  return {
    nouns: [
      ['planId', 'member', plan.id],
      ['holdingId', 'member', holding.id],
      ['paymentId', 'sale', sale.key],
    ],
    marks: [
      ['sale', name.zh],
      ['sale', name.en],
      ['member', `ended-${side}-yazd`],
    ],
  };
}
