import { type Id, newId, toMinor } from '@tessera/kernel';
import { insertCheckout } from '../../src/modules/checkouts/queries.ts';
import { insertIssue } from '../../src/modules/promotions/coupon-queries.ts';
import { reserve } from '../../src/modules/promotions/index.ts';
import { type Ctx, systemActor } from '../../src/platform/ctx.ts';
import { codeOf, type MemberPerson, type Person, type TillDevice, type World } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const LINE = { id: 'line', productId: null, category: null, quantity: 1, unitMinor: toMinor(100_00) };

/** A campaign that a shop bears and hangs out, a coupon of it in a member's hands, and an order that keeps it. */
export async function plantCampaign(
  { world, admin, side }: { world: World; admin: Person; side: Side },
  at: { holder: MemberPerson; till: TillDevice },
): Promise<Crop> {
  const { merchantId } = at.till;
  const { memberId, memberNumber } = at.holder;
  const name = { zh: `campaign-${side}-trebizond`, en: `campaign-${side}-sinope` };
  const campaign = await admin.client.promotions.createCampaign(
    {
      name,
      trigger: 'coupon',
      benefit: { kind: 'percentage', rateBps: 100, capMinor: null },
      beginsAt: '2020-01-01T00:00:00Z',
      endsAt: null,
      hours: [],
      scope: { merchantIds: [merchantId], merchantCategories: [], memberKinds: [], departmentIds: [] },
      minSpendMinor: null,
      budgetMinor: 100_00,
      perMemberMinor: null,
      perMemberCount: null,
      places: null,
      bearer: 'merchant',
      bearerId: merchantId,
      priority: 1,
      standing: 'joint',
      code: null,
      coupon: { validDays: null, issueMax: null, takesPerMember: 0 },
    },
    { key: newId() },
  );
  const campaignId = campaign.id;
  await admin.client.promotions.startCampaign({ campaignId, revision: campaign.revision });
  for (const _ of ['one that is kept', 'one that is free'])
    await admin.client.promotions.issueCoupons({ campaignId, memberNumbers: [memberNumber] }, { key: newId() });
  const [free, kept] = (await at.holder.client.promotions.listOwnCoupons({})).items;
  const order = { key: newId(), memberId, merchantId, merchantCategory: null, lines: [LINE], couponIds: kept ? [kept.id] : [], codes: [] };
  await world.database.transaction(systemActor('ground'), {}, (ctx) => reserve(ctx, order));
  await codeOf(at.holder.client.promotions.enterCouponCode({ couponCode: 'NOBODYS' }));
  const issue = { id: newId<'couponIssue'>(), campaign_id: campaignId, audience: '{"departmentIds":[],"memberKinds":[]}', state: 'done' as const };
  await world.database.transaction(systemActor('ground'), {}, (ctx) =>
    insertIssue(ctx, { ...issue, made_by: newId<'staff'>(), created_at: ctx.now }),
  );
  await world.database.transaction(systemActor('ground'), {}, (ctx) => plantCheckout(ctx, { ...at, campaignId }));
  return {
    nouns: [
      ['bearerId', 'sign', merchantId],
      ['campaignId', 'sign', campaignId],
      ['couponId', 'member', free?.id ?? ''],
    ],
    marks: [
      ['sign', name.zh],
      ['sign', name.en],
    ],
  };
}

/** A payment that the shop took less for. */
async function plantCheckout(ctx: Ctx, { holder, till, campaignId }: { holder: MemberPerson; till: TillDevice; campaignId: Id<'campaign'> }) {
  const [id, business_on, merchant_id] = [newId<'checkout'>(), '2026-09-01', till.merchantId];
  const [gross_minor, discount_minor, total_minor] = [toMinor(10_00), toMinor(10), toMinor(9_90)];
  const row = { id, member_id: holder.memberId, merchant_id, terminal_id: till.terminalId, gross_minor, discount_minor, total_minor, applied: '[]' };
  const share = {
    checkout_id: id,
    campaign_id: campaignId,
    merchant_id,
    member_id: holder.memberId,
    bearer: 'merchant' as const,
    bearer_id: merchant_id,
  };
  await insertCheckout(ctx, { ...row, business_on, at: ctx.now }, [
    { ...share, discount_minor, cost_minor: discount_minor, transfer_id: null, business_on },
  ]);
}
