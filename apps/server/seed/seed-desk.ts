import { ROLES } from '@tessera/contract';
import { businessDayOf, newId, toMinor } from '@tessera/kernel';
import { openOwnDispute } from '../src/modules/disputes/index.ts';
import { findMembersByNumber } from '../src/modules/members/index.ts';
import { findMerchantsByName, findOperator, findStaffNamed } from '../src/modules/organizations/index.ts';
import { listOwnPayments } from '../src/modules/payments/index.ts';
import { keySlips } from '../src/modules/slips/index.ts';
import type { Actor, Ctx } from '../src/platform/ctx.ts';

const SHOP = '第一食堂';
const CLERK = { userName: 'finance', name: '吴静' };
const CLAIMANT = '20260001';
/** What the canteen wrote down while its network was out. */
const PAPERS = [
  { slipNumber: 'A-0001', memberNumber: '20260001', amountMinor: 950 },
  { slipNumber: 'A-0002', memberNumber: '20260002', amountMinor: 1_200 },
  { slipNumber: 'A-0003', memberNumber: '20260003', amountMinor: 800 },
];

/** What lies on the desks of a campus on any day: a case about a payment, one about a top-up, and a pile of slips that waits for a second person. */
export async function seedDesk(ctx: Ctx, { timeZone }: { timeZone: string }): Promise<Record<string, never>> {
  await seedCases(ctx);
  await seedSlips(ctx, businessDayOf(ctx.now, timeZone));
  return {};
}

async function seedCases(ctx: Ctx): Promise<void> {
  const memberId = (await findMembersByNumber(ctx, [CLAIMANT])).get(CLAIMANT)?.id;
  if (!memberId) return;
  const own: Ctx = { ...ctx, actor: { kind: 'member', userId: '', memberId, permissions: new Set() } };
  const [payment] = (await listOwnPayments(own, { kind: 'charge', limit: 1 })).items;
  const key = () => newId<never>(ctx.now.getTime());
  if (payment) {
    const text = '中午打饭时机器响了两声，同一份饭好像扣了两次，请帮忙核对。';
    await openOwnDispute(own, { kind: 'charged_twice', paymentId: payment.id, text, freezeCards: false, key: key() });
  }
  const text = '昨晚用微信充值 100 元，微信已扣款，余额没有增加。';
  await openOwnDispute(own, { kind: 'top_up_missing', claimMinor: toMinor(10_000), text, freezeCards: false, key: key() });
}

async function seedSlips(ctx: Ctx, paidOn: string): Promise<void> {
  const merchantId = (await findMerchantsByName(ctx, [SHOP])).get(SHOP);
  const staffId = await findStaffNamed(ctx, CLERK.userName);
  const operator = await findOperator(ctx);
  if (!merchantId || !staffId || !operator) return;
  const actor: Actor = {
    kind: 'staff',
    userId: '',
    staffId,
    name: CLERK.name,
    organizationId: operator.id,
    organizationKind: 'operator',
    permissions: new Set(ROLES.finance.permissions),
  };
  const slips = PAPERS.map((paper) => ({ ...paper, amountMinor: toMinor(paper.amountMinor), paidOn }));
  await keySlips({ ...ctx, actor }, { merchantId, slips, key: newId<never>(ctx.now.getTime()) });
}
