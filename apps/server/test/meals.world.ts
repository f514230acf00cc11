import { businessDayOf, type Id, timeOfDayOf } from '@tessera/kernel';
import type { MemberPerson, Person, TillDevice, World } from './world.ts';

export const WORTH = 1_500;
const ZONE = 'Asia/Shanghai';
/** Two halves of the day, so that it is always mealtime. */
export const HALVES = [
  { period: 'breakfast' as const, from: '00:00', until: '12:00', worthMinor: WORTH },
  { period: 'dinner' as const, from: '12:00', until: '00:00', worthMinor: WORTH },
];
type Terms = Parameters<Person['client']['mealplans']['createMealPlan']>[0];

let plans = 0;
/** One meal a period at the till's merchant, for thirty days, unless the terms say otherwise. */
export function openPlan(by: Person, till: TillDevice, terms: Partial<Terms> = {}) {
  plans += 1;
  return by.client.mealplans.createMealPlan({
    name: { zh: `套餐 ${plans}`, en: `Plan ${plans}` },
    scope: { everywhere: false, merchantIds: [till.merchantId], categories: [] },
    terminalIds: [],
    periods: HALVES,
    perPeriod: 1,
    perDay: null,
    perWeek: null,
    priceMinor: null,
    eligible: {},
    term: { kind: 'days', days: 30 },
    ...terms,
  });
}

export function pay(till: TillDevice, member: MemberPerson, ...[amountMinor, key]: [amountMinor: number, key?: Id<string>]) {
  const credential = { kind: 'member' as const, memberNumber: member.memberNumber };
  return till.client.payments.charge({ amountMinor, credential }, key === undefined ? {} : { key });
}

/** `meal 1500, cash 300`. */
export function legsOf(answer: Awaited<ReturnType<typeof pay>>): string {
  return answer.outcome === 'approved' ? answer.legs.map((leg) => `${leg.purse} ${leg.amountMinor}`).join(', ') : answer.reason;
}

export const takenBy = async (member: MemberPerson) => (await member.client.mealplans.listOwnMealPlans()).holdings[0]?.consumption;
export const today = (world: World) => businessDayOf(world.clock(), ZONE);

/** Moves the clock on to the next time that it is this time of day. */
export function passTo(world: World, timeOfDay: string, seconds = 0): void {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const now = world.clock();
  const ahead = (minutes(timeOfDay) - minutes(timeOfDayOf(now, ZONE)) + 1_440) % 1_440 || 1_440;
  world.pass(ahead * 60 - (Math.floor(now.getTime() / 1_000) % 60) + seconds);
}
