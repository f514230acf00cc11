import type { PlanIndex, SeatPlan } from '@tessera/rules';
import type { Texts } from './texts.ts';

/** «Stalls, row 5, seat 12 · A · for a wheelchair». */
export function seatWords(t: Texts, { plan, index }: { plan: SeatPlan; index: PlanIndex }, at: number): string {
  const row = index.rows[index.rowOf[at] ?? 0];
  const extra = index.extras[at];
  return [
    t('venues.seat', { zone: row?.zoneName ?? '', row: row?.name ?? '', seat: index.numbers[at] ?? '' }),
    plan.layout.categories[index.categories[at] ?? 0]?.name,
    extra?.accessible && t('venues.accessible'),
    extra?.companion && t('venues.companion'),
    extra?.restrictedView && t('venues.restrictedView'),
  ]
    .filter(Boolean)
    .join(' · ');
}
