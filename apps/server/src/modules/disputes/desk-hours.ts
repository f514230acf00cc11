import type { DeskHours } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { readSetting } from '../settings/index.ts';

/** When somebody sits at the service desk, for deadlines that count its hours. */
export async function readDeskHours(ctx: Ctx): Promise<DeskHours> {
  return {
    from: await readSetting(ctx, 'disputes.serviceFrom'),
    to: await readSetting(ctx, 'disputes.serviceTo'),
    onWeekends: await readSetting(ctx, 'disputes.serviceOnWeekends'),
    holidays: new Set(await readSetting(ctx, 'disputes.serviceHolidays')),
    timeZone: await timeZoneOf(ctx),
  };
}
