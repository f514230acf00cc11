import { ROLES } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import {
  agreePointPrice,
  createEventKind,
  createPointsProgramme,
  createPointsRule,
  drawPoints,
  grantPoints,
  updatePointsProgramme,
} from '../src/modules/loyalty/index.ts';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { findIssuers, findStaffNamed } from '../src/modules/organizations/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';
import { DEMO_ISSUER, DEMO_MEMBERS, DEMO_STAFF } from './people.ts';

/** Yuan 0.95 and 1.00 a point. */
const INSURER_PRICE = 95_000;
const HOUSE_PRICE = 100_000;
const MONTHS = 12;
const PENDING_DAYS = 7;

type Programme = { id: Id<'pointsProgramme'>; by: Ctx };
type Lot = { memberNumber: string; points: number; reason: string };

/** An insurer's programme with its members, and one of the house that everybody has a part in: points that end soon, pending ones, and some that were spent. */
export async function seedPoints(ctx: Ctx): Promise<Record<string, never>> {
  const [admin, finance] = [await asColleague(ctx, 'admin'), await asColleague(ctx, 'finance')];
  const insurer = await asIssuer(ctx);
  await seedInsurer(insurer, finance);
  const house = await agreed({ by: finance, checker: admin }, { zh: '星湖积分', en: 'Star Lake points', price: HOUSE_PRICE });
  for (const { memberNumber } of DEMO_MEMBERS) await give(house, { memberNumber, points: 300, reason: '开学礼遇' });
  return {};
}

async function seedInsurer(insurer: Ctx, finance: Ctx): Promise<void> {
  const programme = await agreed({ by: insurer, checker: finance }, { zh: '星湖保险车主积分', en: 'Star Lake motorists', price: INSURER_PRICE });
  const [first, second, third, fourth] = DEMO_ISSUER.members.map(([memberNumber]) => memberNumber);
  const change = (terms: { months?: number; pendingDays?: number }) =>
    updatePointsProgramme(insurer, {
      pointsProgrammeId: programme.id,
      ...(terms.months !== undefined && { expiry: { kind: 'months' as const, months: terms.months } }),
      ...(terms.pendingDays !== undefined && { pendingDays: terms.pendingDays }),
    });
  // What is given while points are good for a month only, ends soon.
  await change({ months: 1 });
  await give(programme, { memberNumber: first ?? '', points: 120, reason: '活动赠送' });
  await change({ months: MONTHS });
  for (const memberNumber of [first, second, third]) await give(programme, { memberNumber: memberNumber ?? '', points: 800, reason: '购买车险' });
  await change({ pendingDays: PENDING_DAYS });
  await give(programme, { memberNumber: fourth ?? '', points: 500, reason: '新保单，犹豫期后生效' });
  await change({ pendingDays: 0 });
  const memberId = await memberOf(insurer, second ?? '');
  await drawPoints(insurer, { memberId, programmeId: programme.id, points: 230, key: newId(insurer.now.getTime()) });
  const of = { pointsProgrammeId: programme.id, key: newId(insurer.now.getTime()) };
  await createEventKind(insurer, { ...of, code: 'policy_bought', name: { zh: '购买保单', en: 'Bought a policy' }, points: 200, levelRank: null });
  await createEventKind(insurer, { ...of, code: 'vip_reached', name: { zh: '成为贵宾', en: 'Became a VIP' }, points: 1_000, levelRank: null });
  const audience = { departmentIds: [], memberKinds: [] };
  await createPointsRule(insurer, { ...of, audience, points: 20, schedule: 'monthly', dayOfMonth: dayBefore(insurer.now), reason: '每月关怀' });
}

/** A day of the month that is not near: the demo may run for some days without a rule's round. */
function dayBefore(now: Date): number {
  return ((now.getUTCDate() + 20) % 28) + 1;
}

async function agreed(people: { by: Ctx; checker: Ctx }, of: { zh: string; en: string; price: number }): Promise<Programme> {
  const { by, checker } = people;
  const terms = { issuerId: null, expiry: { kind: 'months' as const, months: MONTHS }, pendingDays: 0, wishedOn: null };
  const made = await createPointsProgramme(by, { ...terms, name: { zh: of.zh, en: of.en }, pricePerThousandPoints: of.price });
  if (made.proposal) await agreePointPrice(checker, { pointPriceId: made.proposal.id });
  return { id: made.id, by };
}

async function give({ id, by }: Programme, { memberNumber, points, reason }: Lot): Promise<void> {
  await grantPoints(by, { pointsProgrammeId: id, memberId: await memberOf(by, memberNumber), points, reason });
}

async function memberOf(ctx: Ctx, memberNumber: string): Promise<Id<'member'>> {
  const member = (await findMembersByNumber(ctx, [memberNumber])).get(memberNumber.toLowerCase());
  if (!member) throw new Error(`the demo has no member ${memberNumber}`);
  return member.id;
}

/** What happens, as done by the insurer's manager. */
async function asIssuer(ctx: Ctx): Promise<Ctx> {
  const person = DEMO_STAFF.find(({ userName }) => userName === 'issuer');
  const staffId = await findStaffNamed(ctx, 'issuer');
  const issuer = (await findIssuers(ctx)).find(({ name }) => name === DEMO_ISSUER.name);
  if (!person || !staffId || !issuer) throw new Error('the demo has an insurer by now');
  const of = { organizationId: issuer.id, organizationKind: 'issuer' as const, permissions: new Set(ROLES.issuerManager.permissions) };
  return { ...ctx, actor: { kind: 'staff', userId: '', staffId, name: person.name, ...of } };
}
