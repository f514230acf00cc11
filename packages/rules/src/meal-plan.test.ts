import { dayAfter } from '@tessera/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  arePeriodsApart,
  leftOfDay,
  leftOfPeriod,
  type MealLimits,
  type MealTurn,
  mostOfDay,
  periodAt,
  takenInWeek,
  unusedPart,
  weekOf,
} from './meal-plan.ts';

const lunch = { period: 'lunch', from: '10:30', until: '13:30' };
const dinner = { period: 'dinner', from: '16:30', until: '19:30' };
const night = { period: 'night', from: '22:00', until: '01:30' };
const all = [lunch, dinner, night];
const at = (timeOfDay: string, businessOn = '2026-09-30') => periodAt(all, { businessOn, timeOfDay });

test('a period begins with its first minute and ends before its last', () => {
  expect(at('10:29')).toBeUndefined();
  expect(at('10:30')).toEqual({ time: lunch, mealOn: '2026-09-30' });
  expect(at('13:29')?.time).toBe(lunch);
  expect(at('13:30')).toBeUndefined();
});

test('a night that goes past midnight counts on the day on which it began', () => {
  expect(at('22:00')).toEqual({ time: night, mealOn: '2026-09-30' });
  expect(at('00:00', '2026-10-01')).toEqual({ time: night, mealOn: '2026-09-30' });
  expect(at('01:29', '2026-10-01')).toEqual({ time: night, mealOn: '2026-09-30' });
  expect(at('01:30', '2026-10-01')).toBeUndefined();
});

const clock = fc.nat({ max: 1_439 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

test('periods are apart exactly when no minute of the day belongs to two of them', () => {
  const times = fc.array(fc.record({ period: fc.constant('x'), from: clock, until: clock }), { minLength: 1, maxLength: 4 });
  const minutes = Array.from(
    { length: 1_440 },
    (_, minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  );
  fc.assert(
    fc.property(times, (periods) => {
      const covered = (minute: string) => periods.filter((one) => periodAt([one], { businessOn: '2026-09-30', timeOfDay: minute })).length;
      const apart = periods.every(({ from, until }) => from !== until) && minutes.every((minute) => covered(minute) <= 1);
      expect(arePeriodsApart(periods)).toBe(apart);
    }),
    { numRuns: 40 },
  );
});

const day = fc.integer({ min: 0, max: 20 }).map((days) => dayAfter('2026-09-21', days));
const limits: fc.Arbitrary<MealLimits> = fc.record({
  periods: fc.subarray(all, { minLength: 1 }),
  perPeriod: fc.integer({ min: 1, max: 3 }),
  perDay: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  perWeek: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
});

test('whoever tries whenever, no period, day or week ever brings more meals than its bound, and a bound that is reached is used up', () => {
  fc.assert(
    fc.property(limits, fc.array(fc.tuple(fc.constantFrom('lunch', 'dinner', 'night'), day), { maxLength: 120 }), (plan, tries) => {
      const taken: MealTurn[] = [];
      for (const [period, mealOn] of tries) {
        if (!plan.periods.some((one) => one.period === period)) continue;
        const turn = { period, mealOn };
        const count = (where: (meal: MealTurn) => boolean) => taken.filter(where).length;
        const full =
          count((meal) => meal.mealOn === mealOn && meal.period === period) >= plan.perPeriod ||
          count((meal) => meal.mealOn === mealOn) >= (plan.perDay ?? 99) ||
          count((meal) => weekOf(meal.mealOn) === weekOf(mealOn)) >= (plan.perWeek ?? 999);
        expect(leftOfPeriod(plan, taken, turn) > 0).toBe(!full);
        if (!full) taken.push(turn);
        expect(leftOfDay(plan, taken, mealOn)).toBeLessThanOrEqual(mostOfDay(plan));
        expect(takenInWeek(taken, mealOn)).toBeLessThanOrEqual(plan.perWeek ?? 999);
      }
    }),
  );
});

test('a meal that is given back frees exactly one', () => {
  fc.assert(
    fc.property(limits, (plan) => {
      const turn = { period: plan.periods[0]?.period ?? '', mealOn: '2026-09-30' };
      const before = leftOfPeriod(plan, [], turn);
      const once = leftOfPeriod(plan, [turn], turn);
      expect(before - once).toBe(1);
      expect(leftOfPeriod(plan, [], turn)).toBe(before);
    }),
  );
});

test('a week goes from Monday to Sunday, over the turn of a year too', () => {
  expect(weekOf('2026-09-28')).toBe('2026-09-28');
  expect(weekOf('2026-10-04')).toBe('2026-09-28');
  expect(weekOf('2026-10-05')).toBe('2026-10-05');
  expect(weekOf('2027-01-01')).toBe('2026-12-28');
});

test('a plan that is given back costs the days that were used, and today', () => {
  const limits = { periods: [lunch], perPeriod: 1, perDay: null, perWeek: null };
  const month = { from: '2026-09-01', until: '2026-09-30', limits };
  expect(unusedPart(month, { today: '2026-08-31', mealCount: 0 })).toEqual({ left: 30, of: 30 });
  expect(unusedPart(month, { today: '2026-09-01', mealCount: 0 })).toEqual({ left: 30, of: 30 });
  expect(unusedPart(month, { today: '2026-09-01', mealCount: 1 })).toEqual({ left: 29, of: 30 });
  expect(unusedPart(month, { today: '2026-09-16', mealCount: 0 })).toEqual({ left: 14, of: 30 });
  expect(unusedPart(month, { today: '2026-09-30', mealCount: 1 })).toEqual({ left: 0, of: 30 });
  expect(unusedPart(month, { today: '2026-10-09', mealCount: 1 })).toEqual({ left: 0, of: 30 });
});

test('a plan of so many meals a week costs the meals that were taken, where they are more than the days', () => {
  const week = { from: '2026-09-07', until: '2026-09-13', limits: { periods: [lunch, dinner], perPeriod: 1, perDay: null, perWeek: 5 } };
  expect(unusedPart(week, { today: '2026-09-07', mealCount: 2 })).toEqual({ left: 3, of: 5 });
  expect(unusedPart(week, { today: '2026-09-09', mealCount: 1 })).toEqual({ left: 4, of: 7 });
  expect(unusedPart(week, { today: '2026-09-08', mealCount: 5 })).toEqual({ left: 0, of: 5 });
});
