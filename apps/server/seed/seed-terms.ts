import { type BusinessDay, businessDayOf } from '@tessera/kernel';
import { updateSetting } from '../src/modules/settings/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';

const TERMS_KEPT = 3;

/** The terms of a year, as the setting has them: first day, last day, name. */
function termsOfYear(year: number): string[] {
  return [`${year}-02-22 ${year}-07-11 ${year} 春季学期`, `${year}-09-01 ${year + 1}-01-17 ${year} 秋季学期`];
}

/** Pure. The newest that have begun, the oldest first. */
export function termsUntil(today: BusinessDay): string[] {
  const year = Number(today.slice(0, 'YYYY'.length));
  const lines = [year - 2, year - 1, year].flatMap(termsOfYear);
  return lines.filter((line) => line.slice(0, today.length) <= today).slice(-TERMS_KEPT);
}

/** Lets statements be asked for by term. */
export async function seedTerms(ctx: Ctx, timeZone: string): Promise<Record<string, never>> {
  const actor = { ...ctx.actor, permissions: new Set(['settings.write'] as const) };
  await updateSetting({ ...ctx, actor }, { key: 'payments.terms', value: termsUntil(businessDayOf(ctx.now, timeZone)) });
  return {};
}
