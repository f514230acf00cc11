import type { HoldingStatus, MealHolding, MealPeriod, MealPlan } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Status, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';

export function PlanStatus(props: { status: MealPlan['status'] }) {
  const t = useTexts();
  return <Status tone={props.status === 'open' ? 'good' : 'quiet'}>{t(`programmeStatus.${props.status}`)}</Status>;
}

const TONES = { active: 'good', upcoming: 'brand', over: 'quiet', ended: 'quiet' } as const satisfies Record<HoldingStatus, Tone>;

export function HoldingState(props: { status: HoldingStatus }) {
  const t = useTexts();
  return <Status tone={TONES[props.status]}>{t(`holdingStatus.${props.status}`)}</Status>;
}

type Period = { period: MealPeriod; from: string; until: string; worthMinor: number };

/** `Lunch 10:30–13:30 · ¥15.00`. */
export function periodWords(t: Texts, { period, from, until, worthMinor }: Period): string {
  return t('mealplans.periodLine', { period: t(`meal.${period}`), from, until, worth: formatMoney(toMinor(worthMinor)) });
}

/** How many meals, in one line. */
export function limitWords(t: Texts, { perPeriod, perDay, perWeek }: Pick<MealPlan, 'perPeriod' | 'perDay' | 'perWeek'>): string {
  const parts = [t('mealplans.perPeriodCount', { count: perPeriod })];
  if (perDay !== null) parts.push(t('mealplans.perDayCount', { count: perDay }));
  if (perWeek !== null) parts.push(t('mealplans.perWeekCount', { count: perWeek }));
  return parts.join(t('subsidies.and'));
}

export function termWords(t: Texts, { term }: Pick<MealPlan, 'term'>): string {
  return term.kind === 'days' ? t('mealplans.termDays', { days: term.days }) : t('mealplans.days', { from: term.from, until: term.until });
}

/** `2 of 3 meals today`, and of the week where the plan bounds it. */
export function takenWords(t: Texts, { consumption }: Pick<MealHolding, 'consumption'>): string {
  const today = t('mealplans.takenToday', { taken: consumption.takenToday, most: consumption.mostToday });
  if (consumption.mostThisWeek === null) return today;
  return `${today} · ${t('mealplans.takenThisWeek', { taken: consumption.takenThisWeek, most: consumption.mostThisWeek })}`;
}
