import { every, on } from '../../platform/events.ts';
import { forgetting } from '../../platform/forgetting.ts';
import { type AnyJob, defineJob } from '../../platform/jobs.ts';
import { cardFrozen, cardUnfrozen } from '../cards/index.ts';
import { forgetSpendingDays } from './forget-spending-days.ts';
import { tellGuardiansOfCard } from './tell-guardians-of-card.ts';
import { beginLowBalances, WARN_LOW_BALANCES, warnLowBalances } from './warn-low-balances.ts';

/** At six in the evening there is still time to top up before tomorrow's breakfast. */
export const alertsJobs: readonly AnyJob[] = [
  every('0 18 * * *', 'alerts.beginLowBalances', beginLowBalances),
  defineJob(WARN_LOW_BALANCES.name, WARN_LOW_BALANCES.schema, warnLowBalances),
  on(cardFrozen, 'alerts.tellGuardians', (ctx, turned) => tellGuardiansOfCard(ctx, 'child.cardFrozen', turned)),
  on(cardUnfrozen, 'alerts.tellGuardians', (ctx, turned) => tellGuardiansOfCard(ctx, 'child.cardUnfrozen', turned)),
  forgetting({ name: 'alerts.forgetSpendingDays', cron: '35 4 * * *', forget: forgetSpendingDays }),
];
