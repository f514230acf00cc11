import type { Ctx } from '../../platform/ctx.ts';
import { every, on } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { importCancelled, importFinished } from '../imports/index.ts';
import { cancelRoundOfImport, closeRoundOfImport } from './close-round.ts';
import { expirePurses } from './expire-purses.ts';
import { GRANT_ROUND, grantRound } from './grant-round.ts';
import { COLLECT_AUDIENCE, collectAudience } from './grant-to-audience.ts';
import { TAKE_BACK_ROUND, takeBackNext } from './take-back-round.ts';
import { SPREAD_SCOPE, spreadScope } from './update-programme.ts';
import { warnOfExpiry } from './warn-of-expiry.ts';

export const subsidiesJobs: AnyJob[] = [
  { mode: 'transaction', ...COLLECT_AUDIENCE, run: collectAudience },
  { mode: 'transaction', ...GRANT_ROUND, run: grantRound },
  { mode: 'transaction', ...TAKE_BACK_ROUND, run: takeBackNext },
  { mode: 'transaction', ...SPREAD_SCOPE, run: spreadScope },
  on(importFinished, 'subsidies.closeRoundOfImport', closeRoundOfImport),
  on(importCancelled, 'subsidies.cancelRoundOfImport', cancelRoundOfImport),
  // Every few minutes, so that a large programme's end is spread over the night and what refunds bring into expired purses goes soon.
  every('*/2 * * * *', 'subsidies.expirePurses', (ctx: Ctx) => expirePurses(ctx)),
  every('*/10 8-20 * * *', 'subsidies.warnOfExpiry', (ctx: Ctx) => warnOfExpiry(ctx)),
];
