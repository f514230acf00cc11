import type { audit, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { type HourRow, type Stretch, selectHours, selectTop, selectTopActors } from './overview-queries.ts';

const HOUR_MS = 60 * 60 * 1000;
const TOP = 8;

type Overview = OutputOf<typeof audit.getSecurityOverview>;

/** What the periodic security audit looks at first: when, by whom and from where somebody was turned away. */
export async function getSecurityOverview(ctx: Ctx, { days }: InputOf<typeof audit.getSecurityOverview>): Promise<Overview> {
  const to = new Date((Math.floor(ctx.now.getTime() / HOUR_MS) + 1) * HOUR_MS);
  const stretch: Stretch = { from: new Date(to.getTime() - Number(days) * 24 * HOUR_MS), to };
  return {
    ...stretch,
    hours: everyHour(stretch, await selectHours(ctx, stretch)),
    topActors: await selectTopActors(ctx, stretch, TOP),
    topActions: await selectTop(ctx, 'action', { ...stretch, limit: TOP }),
    topAddresses: await selectTop(ctx, 'address', { ...stretch, limit: TOP }),
  };
}

/** Also those in which nothing happened: a gap would look as if nobody had watched. */
function everyHour({ from, to }: Stretch, rows: readonly HourRow[]): Overview['hours'] {
  const found = new Map(rows.map((row) => [row.at.getTime(), row]));
  const count = (to.getTime() - from.getTime()) / HOUR_MS;
  return Array.from({ length: count }, (_, place) => {
    const at = new Date(from.getTime() + place * HOUR_MS);
    const row = found.get(at.getTime());
    return { at, failedSignIns: row?.signIns ?? 0, refusedTries: row?.refused ?? 0, sensitiveReads: row?.reads ?? 0 };
  });
}
