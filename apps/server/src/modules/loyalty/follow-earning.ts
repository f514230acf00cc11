import { type BusinessDay, dayAfter, type Id, newId, toMinor } from '@tessera/kernel';
import { pointsEarned } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { followJournal, type Transfer } from '../ledger/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { readSetting } from '../settings/index.ts';
import { type Earning, type EarningRuleRow, insertEarnings, lockEarnings, selectActiveEarningRules } from './earning-queries.ts';
import { lastDayOf } from './expiry.ts';
import { tellHolders } from './give-lots.ts';
import { mayHold, shutFor } from './grant-points.ts';
import { type LevelFactor, levelFactors, raiseLevels } from './levels.ts';
import { insertLots } from './lot-queries.ts';
import { lowerEarnings } from './lower-earnings.ts';
import { type ProgrammeRow, selectProgrammesById } from './queries.ts';
import { loweredIn, type Paid, paidIn } from './spends.ts';
import { suspendedProgrammes } from './suspended-issuers.ts';

const SUBSCRIBER = 'earning';
const PAGES_PER_STEP = 32;
const RULES_MAX = 1_000;

/**
 * Lets what members spend earn points, from the ledger's journal, from where it stopped; what was given back is taken off. One process at a time
 * does it, each payment once in a programme. Answers how many pages it took.
 */
export function followEarning(ctx: Ctx): Promise<number> {
  return followJournal(ctx, {
    subscriber: SUBSCRIBER,
    limit: PAGES_PER_STEP,
    apply: (pages) =>
      earnFrom(
        ctx,
        pages.flatMap((page) => page.transfers),
      ),
  });
}

/**
 * First what was paid: what was given back of it may be on the same pages, or was on earlier ones of another lane. Both are reckoned from what is
 * left of the payment, so that no order and no repetition makes a difference.
 */
export async function earnFrom(ctx: Ctx, transfers: readonly Transfer[]): Promise<void> {
  const rules = await selectActiveEarningRules(ctx, RULES_MAX);
  if (rules.length > 0) await earn(ctx, rules, await paidIn(ctx, transfers));
  await lowerEarnings(ctx, await loweredIn(ctx, transfers));
}

async function earn(ctx: Ctx, rules: readonly EarningRuleRow[], paid: readonly Paid[]): Promise<void> {
  if (paid.length === 0) return;
  const ids = paid.map(({ paymentId }) => paymentId);
  const known = new Set((await lockEarnings(ctx, ids)).map((row) => `${row.payment_id} ${row.programme_id}`));
  const members = await findMembers(
    ctx,
    paid.map(({ memberId }) => memberId),
  );
  const programmes = await programmesThatGive(ctx, rules);
  const levelFactor = await levelFactors(
    ctx,
    programmes.map(({ id }) => id),
    [...members.values()].map(({ id }) => id),
  );
  const windowDays = await readSetting(ctx, 'loyalty.refundWindowDays');
  const found = paid.flatMap((payment) => {
    const member = members.get(payment.memberId);
    return member ? programmes.flatMap((programme) => earnedIn({ programme, rules, member, payment, windowDays, levelFactor }) ?? []) : [];
  });
  const fresh = found.filter(({ earning }) => !known.has(`${earning.payment_id} ${earning.programme_id}`));
  await insertLots(
    ctx,
    fresh.flatMap(({ earning, days }) => lotOf(ctx, earning, days) ?? []),
  );
  await insertEarnings(
    ctx,
    fresh.map(({ earning }) => earning),
  );
  const [programmeIds, memberIds] = [fresh.map(({ earning }) => earning.programme_id), fresh.map(({ earning }) => earning.member_id)];
  await raiseLevels(ctx, [...new Set(programmeIds)], [...new Set(memberIds)]);
  await tellHolders(
    ctx,
    fresh.map(({ earning }) => ({ memberId: earning.member_id })),
  );
}

/** What is spent while an issuer is suspended earns nothing of its. */
async function programmesThatGive(ctx: Ctx, rules: readonly EarningRuleRow[]): Promise<ProgrammeRow[]> {
  const programmes = await selectProgrammesById(ctx, [...new Set(rules.map((rule) => rule.programme_id))]);
  const suspended = await suspendedProgrammes(ctx, programmes);
  return programmes.filter(({ id }) => !suspended.has(id));
}

type Days = { availableOn: BusinessDay; expiresOn: BusinessDay };
type Case = {
  programme: ProgrammeRow;
  rules: readonly EarningRuleRow[];
  member: MemberView;
  payment: Paid;
  windowDays: number;
  levelFactor: LevelFactor;
};

/** Of several rules of a programme, the one that gives most counts, and of two that give as much the older. Pure, but for the lot's id. */
function earnedIn({ programme, rules, member, payment, windowDays, levelFactor }: Case): { earning: Earning; days: Days } | undefined {
  if (shutFor(programme, payment.businessOn) || !mayHold(programme, member)) return undefined;
  const fitting = rules.filter((rule) => rule.programme_id === programme.id && fits(rule, member, payment));
  const factor = levelFactor(programme.id, member.id);
  const onLevel = fitting.map((rule) => ({ ...rule, factor_percent: Math.max(1, Math.floor((rule.factor_percent * factor) / 100)) }));
  const worth = (rule: EarningRuleRow) => pointsEarned(termsOf(rule), payment.sumMinor);
  const rule = onLevel.toSorted((one, other) => worth(other) - worth(one))[0];
  if (!rule) return undefined;
  const availableOn = dayAfter(payment.businessOn, Math.max(programme.pending_days, windowDays));
  const days = { availableOn, expiresOn: lastDayOf(programme, availableOn) };
  const earning = {
    payment_id: payment.paymentId,
    programme_id: programme.id,
    member_id: member.id,
    rule_id: rule.id,
    lot_id: worth(rule) > 0 && days.expiresOn >= availableOn ? newId<'pointsLot'>(payment.at.getTime()) : null,
    points: rule.points,
    per_minor: rule.per_minor,
    factor_percent: rule.factor_percent,
    net_minor: toMinor(payment.sumMinor),
    paid_at: payment.at,
  };
  return { earning, days };
}

export function termsOf(of: Pick<Earning, 'points' | 'per_minor' | 'factor_percent'>) {
  return { points: of.points, perMinor: of.per_minor, factorPercent: of.factor_percent };
}

/** At this merchant, by this member, since the rule was made. */
function fits({ merchant_ids, audience, starts_at }: EarningRuleRow, member: MemberView, payment: Paid): boolean {
  const { departmentIds, memberKinds } = audience.within;
  return (
    payment.at >= starts_at &&
    (merchant_ids.length === 0 || merchant_ids.includes(payment.merchantId)) &&
    (memberKinds.length === 0 || memberKinds.some((kind) => kind === member.kind)) &&
    (departmentIds.length === 0 || departmentIds.some((id: Id<'department'>) => id === member.departmentId))
  );
}

/** Pending until the refund window has shut; the clock brings it in. */
function lotOf(ctx: Ctx, earning: Earning, { availableOn, expiresOn }: Days) {
  const granted = pointsEarned(termsOf(earning), earning.net_minor);
  if (earning.lot_id === null) return undefined;
  return {
    id: earning.lot_id,
    programme_id: earning.programme_id,
    member_id: earning.member_id,
    round_id: null,
    source: 'spending' as const,
    label: null,
    state: 'pending' as const,
    granted,
    remaining: granted,
    available_on: availableOn,
    expires_on: expiresOn,
    created_at: ctx.now,
    granted_at: null,
  };
}
