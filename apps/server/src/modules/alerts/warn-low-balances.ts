import { businessDay, id } from '@tessera/contract';
import { add, type Id, type Minor, ZERO } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findGuardians } from '../guardians/index.ts';
import { findMembers } from '../members/index.ts';
import { type News, NOTICES_MAX, notifyAll } from '../notifications/index.ts';
import { readSetting } from '../settings/index.ts';
import { findPurseBalances } from '../subsidies/index.ts';
import { findSpendable, findWalletsOfMembers } from '../wallets/index.ts';
import { selectMeanSpends } from './queries.ts';

/** The mean is of so many days on which something was spent, none of them older than the second number. */
const ACTIVE_DAYS = 7;
const LOOK_BACK_DAYS = 60;

/** What names the job that looks at the next members; it queues itself until all were looked at. */
export const WARN_LOW_BALANCES = {
  name: 'alerts.warnLowBalances',
  schema: z.object({ businessOn: businessDay, since: businessDay, afterId: id<'member'>().optional() }),
};

/** Begins the evening's round, unless it is switched off. */
export async function beginLowBalances(ctx: Ctx): Promise<void> {
  if (!(await readSetting(ctx, 'alerts.lowBalance'))) return;
  await addJob(ctx, { job: WARN_LOW_BALANCES, input: { businessOn: await businessDayNow(ctx), since: await businessDayNow(ctx, LOOK_BACK_DAYS) } });
}

/**
 * Tells those of the next members who have less than they usually spend in a day that tomorrow may fall short. Run twice it tells nobody
 * twice; who topped up meanwhile has enough and hears nothing.
 */
export async function warnLowBalances(ctx: Ctx, { businessOn, since, afterId }: z.infer<typeof WARN_LOW_BALANCES.schema>): Promise<void> {
  const means = await selectMeanSpends(ctx, { afterId, since, days: ACTIVE_DAYS, limit: NOTICES_MAX });
  const spendable = await spendableTomorrow(
    ctx,
    means.map((mean) => mean.member_id),
  );
  const short = means.filter(({ member_id, mean_minor }) => (spendable.get(member_id) ?? mean_minor) < mean_minor);
  const { guardians, names } = await guardiansOf(
    ctx,
    short.map((mean) => mean.member_id),
  );
  const news = short.flatMap(({ member_id, mean_minor }): News[] => {
    const balance = spendable.get(member_id);
    if (balance === undefined) return [];
    const said = { balance, usual: mean_minor };
    return [
      { to: { memberId: member_id }, kind: 'wallet.lowBalance', params: said, key: `low ${businessOn}` },
      ...(guardians.get(member_id) ?? []).map(
        (memberId): News => ({
          to: { memberId },
          kind: 'child.lowBalance',
          params: { ...said, name: names.get(member_id)?.name ?? '' },
          key: `low ${businessOn} ${member_id}`,
        }),
      ),
    ];
  });
  for (let from = 0; from < news.length; from += NOTICES_MAX) await notifyAll(ctx, news.slice(from, from + NOTICES_MAX));
  const last = means.at(-1);
  if (last && means.length === NOTICES_MAX) await addJob(ctx, { job: WARN_LOW_BALANCES, input: { businessOn, since, afterId: last.member_id } });
}

/** Who is told as well, and what they call the child. */
async function guardiansOf(ctx: Ctx, memberIds: readonly Id<'member'>[]) {
  const guardians = await findGuardians(ctx, memberIds);
  return { guardians, names: await findMembers(ctx, guardians.keys()) };
}

/** Cash, and subsidies that have not ended by then. */
async function spendableTomorrow(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Map<Id<'member'>, Minor>> {
  const cash = await findSpendable(ctx, memberIds);
  const wallets = await findWalletsOfMembers(ctx, cash.keys());
  const walletIds = [...wallets.values()].map(({ walletId }) => walletId);
  const subsidies = await findPurseBalances(ctx, walletIds, await businessDayNow(ctx, -1));
  return new Map([...wallets].map(([memberId, { walletId }]) => [memberId, add(cash.get(memberId) ?? ZERO, subsidies.get(walletId) ?? ZERO)]));
}
