import { businessDayOf, toMinor } from '@tessera/kernel';
import { confirmDepositSlip, enterDepositSlip, setIssuerDeposit } from '../src/modules/deposits/index.ts';
import { findIssuers } from '../src/modules/organizations/index.ts';
import { billedTo } from '../src/modules/settlement/index.ts';
import type { Ctx } from '../src/platform/ctx.ts';
import { asColleague } from './as-colleague.ts';
import { DEMO_ISSUER } from './people.ts';

const PAID = toMinor(5_000_00);
const LOW = toMinor(4_800_00);
const DAY_MS = 86_400_000;
const PAID_DAYS_AGO = 40;
const WAITING = toMinor(20_000_00);

/** The insurer pays in advance: what it transferred before its first bill, and a slip that waits for a second person. */
export async function seedDeposit(ctx: Ctx, { timeZone }: { timeZone: string }): Promise<null> {
  const [finance, admin] = [await asColleague(ctx, 'finance'), await asColleague(ctx, 'admin')];
  const issuer = (await findIssuers(ctx)).find(({ name }) => name === DEMO_ISSUER.name);
  if (!issuer) throw new Error('the demo has an insurer by now');
  const { id: issuerId } = issuer;
  const today = businessDayOf(ctx.now, timeZone);
  const before = new Date(ctx.now.getTime() - PAID_DAYS_AGO * DAY_MS);
  await setIssuerDeposit(finance, { issuerId, lowMinor: LOW }, billedTo);
  const first = { issuerId, amountMinor: PAID, reference: 'ICBC 2609 0114', paidOn: businessDayOf(before, timeZone), note: '首笔预付款' };
  const { id: depositSlipId } = await enterDepositSlip(finance, first);
  await confirmDepositSlip(admin, { depositSlipId });
  await enterDepositSlip(finance, { issuerId, amountMinor: WAITING, reference: 'ICBC 2611 0872', paidOn: today, note: '' });
  return null;
}
