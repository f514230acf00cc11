import { DAY_MS } from '@tessera/kernel';
import { deskDueAt } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { readDeskHours } from './desk-hours.ts';

const HOUR_MS = 60 * 60 * 1000;

/** By when a case that begins now has its first answer, in hours of the service desk. */
export async function firstAnswerDueAt(ctx: Ctx): Promise<Date> {
  return deskDueAt(ctx.now, (await readSetting(ctx, 'disputes.firstAnswerHours')) * HOUR_MS, await readDeskHours(ctx));
}

/** By when a case that begins now, or begins anew, is decided. */
export async function solutionDueAt(ctx: Ctx): Promise<Date> {
  return new Date(ctx.now.getTime() + (await readSetting(ctx, 'disputes.dueDays')) * DAY_MS);
}
