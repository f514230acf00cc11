import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { every, on } from '../../platform/events.ts';
import { type AnyJob, addJob } from '../../platform/jobs.ts';
import { importCancelled, importFinished } from '../imports/index.ts';
import { expireLots } from './expire-lots.ts';
import { closeRoundOfImport } from './import-points.ts';
import { renewLevels } from './levels.ts';
import { LOTS_PER_STEP, matureLots } from './mature-lots.ts';
import { GIVE_BY_RULE, giveByRule, RUN_RULES, runRules } from './run-rules.ts';
import { TAKE_BACK_ROUND, takeBackNext } from './take-back-points-round.ts';
import { warnOfEnding } from './warn-of-ending.ts';

/** One step by the clock; a full one is followed by the next at once, so that a large programme's day takes minutes and not days. */
function untilDone(cron: string, name: string, step: (ctx: Ctx) => Promise<number>): AnyJob[] {
  const next = { name: `${name}Next`, schema: z.object({}) };
  const run = async (ctx: Ctx): Promise<void> => {
    if ((await step(ctx)) >= LOTS_PER_STEP) await addJob(ctx, { job: next, input: {}, jobKey: next.name });
  };
  return [every(cron, name, run), { mode: 'transaction', ...next, run }];
}

export const loyaltyJobs: AnyJob[] = [
  ...untilDone('*/2 * * * *', 'loyalty.matureLots', matureLots),
  ...untilDone('*/3 * * * *', 'loyalty.expireLots', expireLots),
  ...untilDone('25 * * * *', 'loyalty.renewLevels', renewLevels),
  ...untilDone('*/10 8-20 * * *', 'loyalty.warnOfEnding', warnOfEnding),
  { mode: 'transaction', ...TAKE_BACK_ROUND, run: takeBackNext },
  { mode: 'transaction', ...RUN_RULES, run: (ctx: Ctx) => runRules(ctx) },
  { mode: 'transaction', ...GIVE_BY_RULE, run: giveByRule },
  every('*/5 * * * *', 'loyalty.runRules', runRules),
  on(importFinished, 'loyalty.closeRoundOfImport', closeRoundOfImport),
  on(importCancelled, 'loyalty.closeRoundOfImport', closeRoundOfImport),
];
